"""Light and dark: switched by one button, kept, and never the wrong ones first."""

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import open_page

ARTICLE = "billing/charged-twice/"


def test_the_colors_are_switched_by_one_button(page: Page) -> None:
    open_page(page, ARTICLE)
    for key, now, then in (("Enter", "dark", "slate"), ("Space", "light", "default"), ("Enter", "dark", "slate")):
        page.get_by_role("button", name=f"Switch to {now} colors").focus()
        page.keyboard.press(key)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", then)
        other = "light" if now == "dark" else "dark"
        expect(page.get_by_role("button", name=f"Switch to {other} colors")).to_be_focused()
        expect(page.get_by_role("button", name="Switch to")).to_have_count(1)
    expect(page.get_by_role("radio")).to_have_count(0)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_first_visit_in_the_dark_is_dark_before_the_scripts_come(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    held: list[Route] = []
    page.route("**/assets/site.*.js", lambda route: held.append(route))
    page.goto(ARTICLE, wait_until="commit")
    expect(page.locator(".md-footer")).to_be_visible()
    assert held
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(f"[{ground}, getComputedStyle(document.documentElement).colorScheme]") == [
        "rgb(15, 27, 32)",
        "dark",
    ]
    # Nothing was picked: with the device's wish the colors change, too.
    for route in held:
        route.continue_()
    expect(page.get_by_role("button", name="Switch to light colors")).to_be_visible()
    page.unroute("**/assets/site.*.js")
    page.emulate_media(color_scheme="light")
    page.reload()
    expect(page.get_by_role("button", name="Switch to dark colors")).to_be_visible()
    context.close()
