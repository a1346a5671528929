"""The choice of a provider: what it changes, where it is kept, and that no other provider's steps are seen first."""

import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import PHONE, settle

LINK = "activate/link-netflix/"
PLAN = "packages/change-plan/"
CARDS = "contact/your-provider/"
ONE = "activate/wrong-account/"  # about Optimum, without other providers' answers
DIRECTORY = "providers/"

# Notes, in each frame that may be painted, whose panels, answers and first entries a reader sees.
WATCH = """
window.seen = [];
const look = () => {
  const shows = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const now = [];
  for (const [number, box] of document.querySelectorAll(".by-provider").entries()) {
    const ids = box.dataset.providers.split(" ");
    [...box.querySelectorAll(":scope > .tabbed-set > .tabbed-content > *")].forEach((panel, at) => {
      if (shows(panel)) now.push(`tab${number} ${ids[at]}`);
    });
  }
  const first = [...document.querySelectorAll("#answer > *")].find((one) => one.matches("p, div") && shows(one));
  if (first) now.push(`answer ${first.dataset.provider ?? (first.parentElement.dataset.partners || "all")}`);
  const entry = [...document.querySelectorAll(".directory__entry, .directory-row")].find(shows);
  if (entry) now.push(`entry ${entry.dataset.provider}`);
  if (now.length) window.seen.push(`${document.querySelector("h1")?.textContent}: ${[...new Set(now)].join(", ")}`);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def choose(page: Page, name: str) -> None:
    page.locator("#provider").select_option(label=name)


def open_panels(page: Page) -> list[str]:
    """Return the provider of the open panel of each set of tabs."""
    found: list[str] = page.eval_on_selector_all(
        ".by-provider",
        """boxes => boxes.map(box => box.dataset.providers.split(" ")[
        [...box.querySelectorAll(":scope > .tabbed-set > input")].findIndex(tab => tab.checked)])""",
    )
    return found


def provider_of(page: Page) -> str:
    """Return the one provider whose tabs are open; sets without it show the last tab."""
    (found,) = set(open_panels(page)) - {"other"} or {"other"}
    return found


def is_at(page: Page, url: str) -> None:
    """Wait until the address ends as given."""
    expect(page).to_have_url(re.compile(re.escape(url) + "$"))


def stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => !key.endsWith('__palette')))"
    )
    return found


def first_answer(page: Page) -> str:
    return page.locator("#answer > :is(div, p):visible").first.inner_text()


# ---- What a choice changes ----


def test_a_choice_shows_that_provider_everywhere(page: Page) -> None:
    page.goto(PLAN)
    assert open_panels(page) == ["optimum", "optimum"]
    choose(page, "T-Mobile")
    assert set(open_panels(page)) == {"t-mobile"}
    assert "Netflix through T-Mobile" in first_answer(page)
    expect(page.get_by_text("For Netflix through Optimum", exact=True)).to_be_visible()
    for url in (LINK, CARDS):
        page.goto(url)
        assert set(open_panels(page)) == {"t-mobile"}, url
    page.goto("agents/")
    expect(page.locator(".directory__entry").first).to_contain_text("T-Mobile")
    page.goto(DIRECTORY)
    assert page.locator("h2").first.get_attribute("id") == "t-mobile"
    assert page.locator(".directory-row").first.get_attribute("data-provider") == "t-mobile"


def test_a_provider_without_a_tab_gets_the_last_one(page: Page) -> None:
    page.goto(PLAN)
    choose(page, "Cox")
    assert set(open_panels(page)) == {"other"}
    assert first_answer(page).startswith("Netflix billed by Cox: We don't know this for Cox.")
    link = page.locator("#answer .answer__provider:visible .answer__more a")
    expect(link).to_have_attribute("href", re.compile("/providers/#cox$"))
    choose(page, "Another provider")
    assert first_answer(page) == "This answer is for Netflix through Optimum. See what we know of other providers"


def test_whoever_is_billed_learns_first_what_becomes_of_the_account_they_have(page: Page) -> None:
    page.goto(LINK)
    tick = "e => getComputedStyle(e.querySelector('a') ?? e, '::before').content"
    tab = page.locator(".by-provider > .tabbed-set > .tabbed-labels > label")
    assert "✓" not in tab.first.evaluate(tick)
    choose(page, "Rogers")
    assert "cancel Netflix" in first_answer(page)
    assert "✓" in tab.filter(has_text="Rogers").first.evaluate(tick)


def test_on_paper_only_the_chosen_provider(page: Page) -> None:
    panels = page.locator(".by-provider").first.locator(":scope > .tabbed-set > .tabbed-content > *")
    page.goto(LINK)
    settle(page)
    page.emulate_media(media="print")
    assert panels.count() > 3
    assert all(panel.is_visible() for panel in panels.all())
    page.emulate_media(media="screen")
    choose(page, "Verizon")
    page.emulate_media(media="print")
    assert [panel.is_visible() for panel in panels.all()].count(True) == 1
    expect(panels.filter(visible=True)).to_contain_text("Verizon")


def test_a_page_about_one_provider_says_so(page: Page) -> None:
    page.goto(ONE)
    choose(page, "Xfinity")
    assert first_answer(page) == "This answer is for Netflix through Optimum. See what we know of Xfinity"
    choose(page, "Optimum")
    assert "What holds" not in page.locator("#answer").inner_text()


def test_the_order_of_contacts_comes_back(page: Page) -> None:
    for url, entries in (("agents/", ".directory__entry"), (DIRECTORY, ".directory-row, h2")):
        page.goto(url)
        read = "all => all.map(one => one.dataset.provider ?? one.id)"
        before = page.eval_on_selector_all(entries, read)
        choose(page, "Xfinity")
        after = page.eval_on_selector_all(entries, read)
        assert after != before and after[0] == "xfinity" and sorted(after) == sorted(before)
        choose(page, "Rogers")
        choose(page, "All providers")
        assert page.eval_on_selector_all(entries, read) == before


# ---- Where it is kept ----


def test_kept_on_the_device_and_forgotten(page: Page) -> None:
    page.goto(LINK)
    choose(page, "Xfinity")
    assert list(stored(page).values()) == ["xfinity"]
    later = page.context.new_page()
    later.goto(LINK)
    assert provider_of(later) == "xfinity"
    choose(later, "All providers")
    assert stored(later) == {}
    assert provider_of(later) == "optimum"
    assert "provider=" not in later.url
    later.reload()
    assert provider_of(later) == "optimum"


def test_the_address_holds_the_choice_and_counts(page: Page) -> None:
    page.goto(f"{LINK}?h=wrong+account#ways")
    choose(page, "Xfinity")
    is_at(page, f"{LINK}?h=wrong+account&provider=xfinity#ways")
    page.goto(f"{LINK}?provider=rogers")
    assert provider_of(page) == "rogers"
    expect(page.get_by_label("Who is your provider?")).to_have_value("rogers")
    assert "xfinity" in stored(page).values(), "an address does not change what was chosen on this device"
    page.goto(PLAN)
    assert provider_of(page) == "rogers", "it holds for this visit"
    is_at(page, "?provider=rogers")
    page.goto("sign-in/reset-password/")
    assert "provider=" not in page.url, "nothing changes there"


def test_an_address_is_kept_where_nothing_was(page: Page) -> None:
    page.goto(f"{LINK}?provider=Xfinity")
    assert provider_of(page) == "xfinity"
    later = page.context.new_page()
    later.goto(LINK)
    assert provider_of(later) == "xfinity"


def test_unknown_ids_are_ignored(page: Page) -> None:
    page.goto(f"{LINK}?provider=nobody")
    assert provider_of(page) == "optimum"
    assert stored(page) == {}
    choose(page, "Xfinity")
    (key,) = stored(page)
    page.evaluate("key => { localStorage[key] = 'gone'; sessionStorage.clear() }", key)
    page.goto(LINK)
    assert provider_of(page) == "optimum"
    assert stored(page) == {}


def test_two_tabs_of_the_browser_may_differ(page: Page) -> None:
    page.goto(LINK)
    choose(page, "Xfinity")
    other = page.context.new_page()
    other.goto(LINK)
    choose(other, "Rogers")
    page.reload()
    assert provider_of(page) == "xfinity"
    page.goto(PLAN)
    assert provider_of(page) == "xfinity"
    other.reload()
    assert provider_of(other) == "rogers"


def test_a_later_choice_counts_after_back(page: Page) -> None:
    for leave in ("page loads", "the theme swaps pages"):
        page.goto("about:blank")
        page.goto(f"{LINK}?provider=optimum")
        settle(page)
        if leave == "page loads":
            page.goto(PLAN)
        else:
            page.locator("article a[href*='change-plan'], article a[href*='extra-members']").first.click()
            expect(page.locator("h1")).not_to_contain_text("Activate")
        choose(page, "Xfinity")
        page.go_back()
        expect(page.locator("h1")).to_contain_text("Activate")
        settle(page)
        assert provider_of(page) == "xfinity", leave
        is_at(page, f"{LINK}?provider=xfinity")
        page.go_forward()
        expect(page.locator("h1")).not_to_contain_text("Activate")
        settle(page)
        assert provider_of(page) == "xfinity"


def test_works_where_the_browser_keeps_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no') } })"
    )
    page = context.new_page()
    page.goto(LINK)
    choose(page, "Xfinity")
    assert provider_of(page) == "xfinity"
    page.reload()
    assert provider_of(page) == "xfinity"
    context.close()


# ---- Tabs ----


def test_a_press_on_a_tab_chooses_and_keeps_its_place(page: Page) -> None:
    page.goto(PLAN)
    settle(page)
    tab = page.locator(".by-provider").last.locator("label", has_text="Xfinity")
    tab.scroll_into_view_if_needed()
    before = tab.bounding_box()
    tab.click()
    settle(page)
    after = tab.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 2
    assert open_panels(page) == ["other", "xfinity"]
    expect(page.get_by_label("Who is your provider?")).to_have_value("xfinity")
    is_at(page, f"{PLAN}?provider=xfinity")
    assert list(stored(page).values()) == ["xfinity"], "the theme keeps no provider among its tabs"


def test_other_providers_only_shows(page: Page) -> None:
    page.goto(PLAN)
    choose(page, "Xfinity")
    settle(page)
    page.locator(".by-provider").last.get_by_text("Other providers", exact=True).click()
    assert open_panels(page)[-1] == "other"
    expect(page.get_by_label("Who is your provider?")).to_have_value("xfinity")
    assert list(stored(page).values()) == ["xfinity"]


def test_more_tabs_than_the_theme_counts(page: Page) -> None:
    def add_tabs(route: Route) -> None:
        """Put twenty more providers without panels of any use before the others."""
        body = route.fetch().text()
        more = [f"made-up-{number}" for number in range(20)]
        body = body.replace('data-providers="', f'data-providers="{" ".join(more)} ')
        for opening, added in (
            ('<input checked="checked" id="optimum"', '<input id="{0}" name="__tabbed_1" type="radio">'),
            ('<label for="optimum"', '<label for="{0}">{0}</label>'),
            ('<div class="tabbed-block"', '<div class="tabbed-block">{0}</div>'),
        ):
            assert opening in body
            body = body.replace(opening, "".join(added.format(one) for one in more) + opening, 1)
        route.fulfill(body=body, content_type="text/html")

    page.route(f"**/{CARDS}*", add_tabs)
    page.goto(f"{CARDS}?provider=xfinity")
    shown = page.locator(".by-provider > .tabbed-set > .tabbed-content > :visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Xfinity")
    page.get_by_text("Other providers", exact=True).click()
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("For any other provider")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto(CARDS)
    page.locator(".by-provider input").first.focus()
    page.keyboard.press("ArrowRight")
    assert provider_of(page) == "rogers"
    expect(page.get_by_label("Who is your provider?")).to_have_value("rogers")
    page.get_by_label("Who is your provider?").focus()
    page.keyboard.type("Xf")
    assert provider_of(page) == "xfinity"
    assert page.evaluate("document.activeElement.id") == "provider"


def test_path_tabs_stay_linked(page: Page) -> None:
    page.goto(LINK)
    settle(page)
    page.locator(".by-provider label", has_text="Xfinity").first.click()
    page.locator("label:visible", has_text="Netflix email or text").click()
    page.goto("activate/no-provider-login/")
    expect(page.locator("#netflix-email-or-text")).to_be_checked()
    kept = str(stored(page))
    assert "Netflix email or text" in kept
    assert "Xfinity" not in kept, "the theme keeps the ways' labels, and no provider's"


def test_an_address_that_leads_into_a_tab_wins(page: Page) -> None:
    page.goto(LINK)
    choose(page, "T-Mobile")
    # The provider's own tab, and a way that T-Mobile doesn't have.
    for place in ("optimum", "netflix-email-or-text"):
        page.goto("about:blank")
        page.goto(f"{LINK}#{place}")
        settle(page)
        is_at(page, f"{LINK}?provider=t-mobile#{place}")
        assert open_panels(page)[0] == "optimum", place
        expect(page.locator("#provider")).to_have_value("t-mobile")
    choose(page, "Rogers")
    assert provider_of(page) == "rogers" and "#" not in page.url
    page.reload()
    assert provider_of(page) == "rogers"


def test_an_address_of_a_way_leads_to_the_chosen_providers(page: Page) -> None:
    page.goto(f"{LINK}?provider=xfinity#netflix-email-or-text")
    settle(page)
    is_at(page, "#xfinity-netflix-email-or-text")
    assert provider_of(page) == "xfinity"
    expect(page.locator("#xfinity-netflix-email-or-text")).to_be_checked()
    page.goto("activate/no-provider-login/")
    settle(page)
    page.locator("label[for='netflix-email-or-text']").click()
    page.locator("article a[href$='link-netflix/#netflix-email-or-text']:visible").click()
    expect(page).to_have_url(re.compile("#xfinity-netflix-email-or-text$"))
    settle(page)
    assert provider_of(page) == "xfinity"


def test_a_link_on_the_page_keeps_the_choice_in_the_address(page: Page) -> None:
    page.goto(f"{LINK}?provider=rogers")
    settle(page)
    choose(page, "Xfinity")
    page.locator(".md-sidebar a[href$='#ways']:visible").first.click()
    settle(page)
    is_at(page, f"{LINK}?provider=xfinity#ways")
    page.go_back()
    is_at(page, f"{LINK}?provider=xfinity")
    settle(page)
    assert provider_of(page) == "xfinity"


# ---- Copying ----


@pytest.fixture
def agent(page: Page) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def test_the_answer_is_copied_as_shown(agent: Page, address: str) -> None:
    agent.goto(f"{PLAN}?provider=t-mobile")
    settle(agent)
    agent.get_by_role("button", name="Copy answer").click()
    expect(agent.get_by_role("status").filter(has_text="Answer copied")).to_be_visible()
    text = agent.evaluate("navigator.clipboard.readText()")
    assert "Netflix through T-Mobile" in text and "Optimum" not in text and "Rogers" not in text
    assert text.endswith(f"\n\n{address}{PLAN}?provider=t-mobile")


def test_the_desk_copies_the_chosen_providers_answer(agent: Page, address: str) -> None:
    agent.goto("agents/?provider=xfinity")
    settle(agent)
    card = agent.locator(".desk-answer:has(.answer--replaced)").first
    card.locator(".copy").click()
    expect(agent.get_by_role("status").filter(has_text="Short answer copied")).to_be_visible()
    text = agent.evaluate("navigator.clipboard.readText()")
    assert "Xfinity" in text and text.endswith("/?provider=xfinity")
    assert "T-Mobile" not in text and "optimum.net" not in text


# ---- Without JavaScript ----


def test_without_javascript_all_is_there(plain: Page) -> None:
    plain.goto(f"{CARDS}?provider=xfinity")
    expect(plain.locator("form.provider")).to_be_hidden()
    expect(plain.locator(".answer__provider:visible")).to_have_count(0)
    labels = plain.locator(".by-provider > .tabbed-set > .tabbed-labels > label")
    for label in labels.all():
        label.click()
        expect(plain.locator(".by-provider .tabbed-block:visible")).to_have_count(1)
    plain.goto(DIRECTORY)
    expect(plain.locator("article :is(form, button):visible")).to_have_count(0)
    for row in plain.locator(".directory-row").all():
        expect(row).to_be_visible()


# ---- No flash ----


def seen(page: Page) -> set[str]:
    settle(page, 300)
    found: list[str] = page.evaluate("window.seen")
    assert found, "nothing was watched"
    return {one.split(": ", 1)[1] for one in found}


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address)
    context.add_init_script(WATCH)
    yield context
    context.close()


def only(provider: str, found: set[str]) -> None:
    """Make sure that nothing of another provider was seen: no tab, no answer, no entry at the head of a list."""
    wrong = [one for state in found for one in state.split(", ") if one.split()[1] not in (provider, "other", "all")]
    assert not wrong, found
    assert any(provider in state for state in found)


class _Drip(BaseHTTPRequestHandler):
    """Passes a site on; its pages come in small pieces."""

    origin = ""

    def do_GET(self) -> None:
        with urllib.request.urlopen(self.origin + self.path.lstrip("/")) as answer:
            body, kind = answer.read(), answer.headers["Content-Type"]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        step = 900 if kind.startswith("text/html") else len(body)
        for at in range(0, len(body), step):
            self.wfile.write(body[at : at + step])
            self.wfile.flush()
            if step < len(body):
                time.sleep(0.02)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def dripping(address: str) -> Iterator[str]:
    """The same site behind a slow line."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Drip", (_Drip,), {"origin": address}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


SLOW = [LINK, PLAN, "agents/", DIRECTORY]


@pytest.mark.parametrize("url", SLOW)
def test_no_other_provider_is_seen_on_a_slow_line(watched: BrowserContext, dripping: str, url: str) -> None:
    page = watched.new_page()
    page.goto(f"{dripping}{url}?provider=xfinity")
    only("xfinity", seen(page))
    page.reload()
    only("xfinity", seen(page))


@pytest.mark.parametrize("kind", ["stylesheet", "script"])
def test_no_other_provider_is_seen_while_files_are_late(watched: BrowserContext, kind: str) -> None:
    page = watched.new_page()

    def late(route: Route) -> None:
        if route.request.resource_type == kind:
            time.sleep(0.3)
        route.continue_()

    page.route("**/*", late)
    page.goto(f"{CARDS}?provider=xfinity")
    only("xfinity", seen(page))
    page.reload()
    only("xfinity", seen(page))


def test_an_address_into_a_tab_shows_no_other(watched: BrowserContext, dripping: str) -> None:
    page = watched.new_page()
    page.goto(f"{dripping}{LINK}?provider=t-mobile#optimum")
    found = seen(page)
    assert {one for state in found for one in state.split(", ") if one.startswith("tab0")} == {"tab0 optimum"}


# ---- On a phone ----


def test_one_line_on_a_phone(phone: Page) -> None:
    phone.goto(f"{LINK}?provider=xfinity")
    form = phone.locator("form.provider").bounding_box()
    field = phone.get_by_label("Who is your provider?").bounding_box()
    assert form and field and field["height"] >= 44 and form["height"] <= 60
    assert form["width"] <= PHONE["width"]


def test_changeable_on_every_page(page: Page) -> None:
    for url in ("", "agents/", DIRECTORY, LINK, "sign-in/reset-password/", "providers/xfinity/", "404.html"):
        page.goto(url)
        expect(page.locator("form.provider")).to_have_count(1)
        expect(page.locator("#provider")).to_be_visible()


# ---- The directory's filter ----


def rows(page: Page) -> list[str]:
    """Return the headings that show."""
    return page.locator("article h2:visible").evaluate_all("all => all.map(one => one.id)")
