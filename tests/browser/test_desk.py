"""The agents' desk, copying and its keys, links to sections, and short addresses without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page, settle
from tests.records import OPTIMUM, first_words

LINK = "activate/link-netflix/"


def copied(page: Page, words: str) -> str:
    """Return what was copied, once the page has said so."""
    expect(page.get_by_role("status").filter(has_text=f"{words} copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


# ---- The article's answer ----


def test_the_answer_is_copied_with_the_steps_of_the_open_tab(agent: Page, address: str) -> None:
    open_page(agent, LINK)
    agent.locator("label[for=netflix-email-or-text]").click()
    agent.get_by_role("button", name="Copy answer").click()
    text = copied(agent, "Answer")
    assert text.startswith(f"Activate Netflix with your package\n\n{first_words('activate/link-netflix')}")
    assert "\n\nChoose your way: Netflix email or text\nAfter you sign up" in text
    assert "\n1. Select the link in the message. Netflix.com opens.\n2. Follow the prompts." in text
    assert text.count("\n1. ") == 1 and "Provider website" not in text, "the other tabs are shut"
    assert f"\n\n{OPTIMUM.name}: {OPTIMUM.shown}\n\n" in text
    assert text.endswith(f"\n\n{address}{LINK}")
    assert not re.search(r"[*#]|Copy|Link to", text), "nothing of the page's furniture"


def test_a_warning_that_guards_the_steps_is_copied_with_them(agent: Page) -> None:
    open_page(agent, "packages/extra-members/")
    agent.keyboard.press("c")
    text = copied(agent, "Answer")
    assert "Move to a package: Account owner\nCount your extra members\n" in text
    assert text.index("Netflix cancels all your extra members") < text.index("\n1. ")


def test_one_tab_from_the_contents_start(agent: Page) -> None:
    open_page(agent, "packages/cancel-package/")
    agent.keyboard.press("Tab")
    expect(agent.get_by_role("link", name="Skip to content")).to_be_focused()
    agent.keyboard.press("Enter")
    settle(agent)
    agent.keyboard.press("Tab")
    expect(agent.get_by_role("button", name="Copy answer")).to_be_focused()
    agent.keyboard.press("Enter")
    assert f"at {OPTIMUM.shown}." in copied(agent, "Answer")


# ---- Keys ----


def test_keys_copy_even_while_a_tabs_label_has_the_focus(agent: Page) -> None:
    open_page(agent, LINK)
    agent.locator("label[for=provider-email-or-text]").click()
    agent.keyboard.press("c")
    assert "Choose your way: Provider email or text" in copied(agent, "Answer")


def test_no_key_fires_while_typing_or_with_control(agent: Page) -> None:
    open_page(agent, LINK)
    agent.evaluate("navigator.clipboard.writeText('mine')")
    agent.keyboard.press("/")
    expect(agent.locator(".md-search__input")).to_be_focused()
    agent.keyboard.type("cm?")
    expect(agent.locator(".md-search__input")).to_have_value("cm?")
    agent.keyboard.press("Escape")
    for keys in ("Control+m", "Alt+c", "Meta+c", "Shift+C"):
        agent.keyboard.press(keys)
    settle(agent)
    expect(agent.locator("dialog#keys")).to_be_hidden()
    assert agent.evaluate("navigator.clipboard.readText()") == "mine"


def test_the_list_of_keys(agent: Page) -> None:
    open_page(agent, LINK)
    agent.get_by_role("button", name="Keyboard keys").click()
    dialog = agent.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key in ("/", "c", "n", "p"):
        expect(dialog.locator("kbd", has_text=re.compile(f"^{re.escape(key)}$"))).to_be_visible()
    agent.keyboard.press("c")
    agent.keyboard.press("/")
    expect(agent.locator(".copied")).to_be_empty()
    expect(agent.locator(".md-search__input")).not_to_be_focused()
    agent.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(agent.get_by_role("button", name="Keyboard keys")).to_be_focused()
    agent.keyboard.press("Enter")
    agent.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


# ---- Links to sections ----


def test_a_headings_link_copies_its_address_and_goes_there(agent: Page, address: str) -> None:
    open_page(agent, f"{LINK}?h=link")
    agent.locator("#ways").hover()
    agent.locator("#ways .headerlink").click()
    assert copied(agent, "Link") == f"{address}{LINK}#ways"
    expect(agent).to_have_url(re.compile(r"#ways$"))


def test_print_shows_no_buttons(agent: Page) -> None:
    open_page(agent, LINK)
    agent.emulate_media(media="print")
    for furniture in (".copy", ".copied", "dialog"):
        for one in agent.locator(furniture).all():
            expect(one).to_be_hidden()
    expect(agent.locator(".short-address")).to_be_visible()


# ---- The desk ----


def test_the_desks_search_waits_for_typing(page: Page) -> None:
    page.goto("agents/")
    expect(page.locator("#find")).to_be_focused()
    settle(page)
    page.keyboard.type("wrong account")
    expect(page.locator(".md-search__input")).to_have_value("wrong account")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_an_address_within_the_desk_keeps_the_focus(page: Page) -> None:
    open_page(page, "agents/#contacts")
    expect(page.locator("#find")).not_to_be_focused()
    expect(page.locator("#contacts")).to_be_in_viewport()


def test_everything_on_the_desk_is_copied(agent: Page, address: str) -> None:
    open_page(agent, "agents/")
    agent.get_by_role("button", name="Copy number").first.click()
    assert copied(agent, "Number") == OPTIMUM.shown
    agent.get_by_role("button", name="Copy labels: Charge").click()
    assert copied(agent, "Labels") == "- Date and amount of the disputed charge:\n- Card (last four digits):"
    agent.get_by_role("button", name="Copy short answer: Fix a wrong or duplicate account link").click()
    text = copied(agent, "Answer")
    assert text.startswith(f"Fix a wrong or duplicate account link\n{first_words('activate/wrong-account')}")
    assert text.endswith(f"\n{address}activate/wrong-account/")
    assert agent.locator(".desk-answer").count() >= 10


def test_the_desk_is_walked_with_the_keyboard(page: Page) -> None:
    open_page(page, "agents/")
    names = page.evaluate(
        "[...document.querySelectorAll('article :is(a[href], button, input, select)')].map((one) => one.tabIndex)"
    )
    assert len(names) > 60 and set(names) == {0}
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("The customer's provider")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Answers to copy")).to_be_focused()


def test_the_desk_tells_the_numberless(plain: Page) -> None:
    plain.goto("agents/")
    expect(plain.locator(".directory__entry", has_text="No number listed").first).to_contain_text("Netflix")
    expect(plain.locator("article .independence")).to_be_visible()


# ---- Short addresses ----


def test_a_short_address_works_without_javascript(plain: Page) -> None:
    plain.goto("go/wrong-account", wait_until="commit")
    plain.wait_for_url(re.compile(r"/activate/wrong-account/$"))
    expect(plain.locator("article h1")).to_contain_text("Fix a wrong")


def test_a_short_address_is_copied_and_listed(agent: Page) -> None:
    open_page(agent, "activate/wrong-account/")
    shown = agent.locator(".short-address").inner_text()
    assert re.fullmatch(r"[\w.]+/go/wrong-account", shown)
    agent.get_by_role("button", name="Copy short address").click()
    assert copied(agent, "Short address") == shown
    agent.goto("go/")
    agent.locator("article a", has_text="Fix a wrong").click()
    expect(agent.locator("#answer")).to_be_visible()


@pytest.mark.parametrize("start", ["", "agents/", "billing/refunds/"])
def test_from_the_search_to_the_copied_answer_by_keyboard_alone(agent: Page, start: str) -> None:
    open_page(agent, start)
    if start != "agents/":
        agent.keyboard.press("/")
    agent.keyboard.type("wrong account")
    expect(agent.locator(".md-search-result__item").first).to_be_visible()
    agent.keyboard.press("Enter")
    expect(agent.locator(".md-content h1")).to_contain_text("Fix a wrong or duplicate account link")
    settle(agent)
    agent.keyboard.press("c")
    expect(agent.locator(".copied")).to_have_text("Answer copied")
    assert OPTIMUM.shown in agent.evaluate("navigator.clipboard.readText()")
