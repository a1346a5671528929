""" "Was this helpful?": what is asked, what is kept on the device, and what an email draft may hold."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, read_on, served, settle, watched_page

TWICE = "billing/charged-twice/"
TITLE = "Netflix charged you twice"
OUT = "[removed]"


@pytest.fixture(scope="module")
def mailed(configured: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site with an address for feedback, in a folder of its host."""
    top = tmp_path_factory.mktemp("mailed")
    (top / "help").symlink_to(configured)
    with served(top) as url:
        yield f"{url}help/"


@pytest.fixture
def writer(browser: Browser, mailed: str) -> Iterator[Page]:
    """A desktop page of the site with an address."""
    yield from watched_page(browser, mailed, viewport=DESKTOP)


@pytest.fixture
def thumb(browser: Browser, mailed: str) -> Iterator[Page]:
    """A phone's page of the site with an address."""
    yield from watched_page(browser, mailed, viewport=PHONE, has_touch=True, is_mobile=True)


def visit(page: Page, url: str) -> None:
    page.goto(url)
    read_on(page)


def again(page: Page) -> None:
    page.reload()
    read_on(page)


def form(page: Page) -> Locator:
    return page.get_by_role("form", name="Was this helpful?")


def button(page: Page, name: str) -> Locator:
    return form(page).get_by_role("button", name=name, exact=True)


def say_no(page: Page, why: str = "It didn't fix the problem") -> None:
    button(page, "No").click()
    form(page).get_by_label(why).check()


def said(page: Page) -> Locator:
    return form(page).locator(".feedback__said")


def draft(page: Page) -> str:
    """Return the text of the email that the link opens."""
    address = form(page).get_by_role("link", name="Open the email draft").get_attribute("href") or ""
    match = re.fullmatch(r"mailto:help@example\.org\?subject=([^&]*)&body=([^&]*)", address)
    assert match, address
    assert unquote(match[1]) == f"Feedback: {TITLE}"
    body = unquote(match[2])
    assert body.count("\n") == body.count("\r\n") == match[2].count("%0D%0A")
    return body.replace("\r\n", "\n")


def note_in_draft(page: Page, note: str) -> str:
    form(page).get_by_label("Anything to add?").fill(note)
    return draft(page).partition("\n\n")[2]


# ---- Asking ----


def test_yes_is_thanked_and_may_be_changed(page: Page) -> None:
    visit(page, TWICE)
    expect(form(page)).to_have_count(1)
    button(page, "Yes").click()
    expect(form(page).get_by_role("status").first).to_have_text("Thanks! Good that it helped.")
    expect(button(page, "Yes")).to_have_attribute("aria-pressed", "true")
    button(page, "No").click()
    expect(button(page, "Yes")).to_have_attribute("aria-pressed", "false")
    expect(said(page)).to_have_text("Sorry that this didn't help.")


def test_no_is_asked_why_and_each_reason_leads_on(page: Page) -> None:
    visit(page, TWICE)
    button(page, "No").click()
    for label, links in (
        ("It didn't fix the problem", ["contact/", "contact/what-to-have-ready/"]),
        ("It was hard to follow", ["#answer", "contact/"]),
        ("It is out of date", ["#sources"]),
        ("It is not about my situation", ["#find", "contact/common-problems/"]),
        ("Something else", []),
    ):
        form(page).get_by_role("radio", name=label).check()
        shown = form(page).locator(".feedback__next a:visible").all()
        hrefs = [one.get_attribute("href") or "" for one in shown]
        assert len(hrefs) == len(links) and all(map(str.endswith, hrefs, links)), label


def test_by_keyboard_alone_focus_is_never_lost(writer: Page) -> None:
    visit(writer, TWICE)
    button(writer, "Yes").focus()
    writer.keyboard.press("Enter")
    expect(button(writer, "Yes")).to_be_focused()
    writer.keyboard.press("Tab")
    writer.keyboard.press("Space")
    writer.keyboard.press("Tab")
    why = form(writer).get_by_role("group", name="What was the trouble?").get_by_role("radio")
    expect(why.first).to_be_focused()
    expect(why.first).not_to_be_checked()
    writer.keyboard.press("ArrowDown")
    expect(why.nth(1)).to_be_checked()
    writer.keyboard.press("Enter")
    assert writer.url.endswith(TWICE), "nothing was sent"
    for place in (".feedback__next a >> nth=2", ".feedback__next a >> nth=3", "#feedback-note", ".feedback__mail"):
        writer.keyboard.press("Tab")
        expect(form(writer).locator(place)).to_be_focused()


def test_nothing_shows_without_scripts_or_on_paper(plain: Page, page: Page) -> None:
    plain.goto(TWICE)
    expect(plain.locator("form.feedback")).to_be_hidden()
    visit(page, TWICE)
    expect(form(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("form.feedback")).to_be_hidden()


def test_no_sending_without_an_address(page: Page) -> None:
    visit(page, TWICE)
    say_no(page)
    expect(form(page).get_by_role("textbox")).to_have_count(0)
    expect(form(page).locator("[href^=mailto]")).to_have_count(0)
    expect(form(page)).to_contain_text("Nothing is sent to us.")


@pytest.mark.parametrize("width", [PHONE["width"], 320])
def test_on_a_phone_it_fits_and_its_targets_are_large(thumb: Page, width: int) -> None:
    thumb.set_viewport_size({"width": width, "height": 844})
    visit(thumb, TWICE)
    targets = [button(thumb, "Yes"), button(thumb, "No")]
    assert all((one.bounding_box() or {"height": 0})["height"] >= 44 for one in targets)
    say_no(thumb)
    note_in_draft(thumb, "W" * 500)
    assert thumb.evaluate("document.documentElement.scrollWidth") <= width
    for one in form(thumb).locator("label:has(input), button:visible, .feedback__mail").all():
        box = one.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44


def test_what_is_copied_leaves_the_form_out(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, TWICE)
    say_no(page)
    page.get_by_role("button", name="Copy answer").click()
    expect(page.locator(".copied")).to_contain_text("copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert TITLE in text
    assert "helpful" not in text and "trouble" not in text and "hard to follow" not in text


# ---- Storage that is refused or full ----

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
NO_READING = "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no'); }"


@pytest.mark.parametrize("trouble", [BLOCKED, FULL, NO_READING], ids=["blocked", "full", "unreadable"])
def test_it_works_for_this_visit_where_nothing_can_be_kept(browser: Browser, address: str, trouble: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script(trouble)
    visit(page, TWICE)
    say_no(page)
    expect(form(page).get_by_text("Somebody can look into it with you")).to_be_visible()
    button(page, "Yes").click()
    expect(said(page)).to_have_text("Thanks! Good that it helped.")
    context.close()


# ---- The draft ----


def test_the_draft_holds_the_page_the_answer_and_the_note(writer: Page) -> None:
    visit(writer, f"{TWICE}?h=secret+words#answer")
    say_no(writer, "It is out of date")
    version = writer.locator("[data-version]").get_attribute("data-version")
    reviewed = writer.locator("form.feedback").get_attribute("data-reviewed") or ""
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", reviewed)
    about = (
        f"Page: {TITLE}\nAddress: https://kb.example/help/{TWICE}\nReviewed: {reviewed} (version {version})\n"
        "Helpful: No\nReason: It is out of date"
    )
    assert draft(writer) == about
    note = "Step 2 & 3: 50% “off”?\nä 你好 #1 + <b>bold</b>"
    note_in_draft(writer, note)
    assert draft(writer) == f"{about}\n\n{note}"
    expect(form(writer).locator(".feedback__draft")).to_have_text(draft(writer))
    expect(form(writer).locator(".feedback__draft b")).to_have_count(0)


def test_the_note_is_kept_nowhere(writer: Page) -> None:
    visit(writer, TWICE)
    say_no(writer)
    note_in_draft(writer, "a word that is only here")
    settle(writer, 600)
    assert "only here" not in writer.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    again(writer)
    say_no(writer)
    expect(form(writer).get_by_role("textbox")).to_have_value("")


def test_what_is_masked_is_pointed_out(writer: Page) -> None:
    visit(writer, TWICE)
    say_no(writer)
    note = form(writer).get_by_label("Anything to add?")
    expect(note).to_have_accessible_description("Leave out card numbers, passwords, codes and phone numbers.")
    note.press_sequentially("Call 555-123-4567")
    expect(form(writer).locator(".feedback__found[role=status]")).to_have_text(
        f"Your note seems to hold a phone number. The email will say “{OUT}” there."
    )
    assert note_in_draft(writer, "Paid $15.49 on 11/20/2026") == "Paid $15.49 on 11/20/2026"
    expect(form(writer).locator(".feedback__found")).to_be_empty()


def test_a_long_note_still_makes_an_address_that_opens(writer: Page) -> None:
    visit(writer, TWICE)
    say_no(writer)
    mail = form(writer).locator(".feedback__mail")
    long = "A word or two. " * 66
    assert note_in_draft(writer, long) == long.strip()
    assert len(mail.get_attribute("href") or "") <= 2000
    cut = note_in_draft(writer, "👨‍👩‍👧你" * 125)
    assert len(mail.get_attribute("href") or "") <= 2000
    assert cut.endswith("…") and len(cut) > 50 and "\ufffd" not in cut
    assert note_in_draft(writer, "Short") == "Short"


# Each note, and what the email must not hold of it.
SECRETS = [
    # Card numbers
    ("My card is 4111 1111 1111 1111.", "4111|1111"),
    ("4111-1111-1111-1111", "1111"),
    ("4111111111111111", "1111"),
    ("4111.1111.1111.1111 exp 12/27", "1111"),
    ("4111,1111,1111,1111", "1111"),
    ("4111–1111–1111–1111", "1111"),
    ("4111\n1111\n1111\n1111", "1111"),
    ("4111\u200b1111\u200b1111\u200b1111", "1111"),
    ("amex 3782 822463 10005", "3782|822463|10005"),
    ("4222222222222", "2222"),
    ("6304000000000000000", "0000"),
    ("４１１１ １１１１ １１１１ １１１１", "1111|１"),
    ("٤١١١١١١١١١١١١١١١", "1111|١"),
    ("४१११ ११११ ११११ ११११", "1111|१"),
    ("4111 2011 2012 2013", "2011|2012"),
    ("$4111 1111 1111 1111", "1111"),
    ("On 2024-05-01 I used 5105105105105100", "5105"),
    # Codes
    ("code 4821", "4821"),
    ("The code is 482193", "482193"),
    ("482193", "482193"),
    ("it texted 123 456 to me", "123|456"),
    ("123-456", "123|456"),
    ("my PIN is 2019", "2019"),
    ("OTP: 48213377", "4821"),
    ("G-123456 came by text", "123456"),
    ("passcode 4821", "4821"),
    ("4821 is my PIN", "4821"),
    ("verification code: 4 8 2 1", "4 8 2 1"),
    ("the code that Netflix sent me by text last night was 2019", "2019"),
    ("service code 12345", "12345"),
    ("cvv 123", "123"),
    ("security code is 123", "123"),
    ("ｃｏｄｅ ４８２１", "4821|４"),
    ("PIN-4821", "4821"),
    ("OTP-482-193", "482|193"),
    # Passwords
    ("My password is hunter2", "hunter"),
    ("my password: Blue Sky", "Blue|Sky"),
    ("pw: tiger. It was easy to guess", "tiger"),
    ("PW=tiger", "tiger"),
    ("Password was Tiger!9, I think", "Tiger"),
    ("password tiger99", "tiger"),
    ('the password "tiger lily" fails', "tiger|lily"),
    ("password for Netflix is tiger", "tiger"),
    ("I changed my password to tiger", "tiger"),
    ("mypassword: tiger", "tiger"),
    ("my password's hunter2", "hunter"),
    # Phone numbers
    ("877-694-9474", "877|694|9474"),
    ("(877) 694-9474", "877|694|9474"),
    ("+1 (555) 123-4567", "555|123|4567"),
    ("555.123.4567", "555|123|4567"),
    ("5551234567", "5551"),
    ("+44 20 7946 0958", "7946|0958"),
    ("+49 (0) 30 12345678", "1234"),
    ("06.12.34.56.78", "12|34|56"),
    ("06 12 34 56 78", "12|34|56"),
    ("555 - 123 - 4567", "555|123|4567"),
    ("call c555-123-4567", "555|123|4567"),
    ("٥٥٥-١٢٣-٤٥٦٧", "555|123|4567|٥"),
]
# Nothing in these is anybody's secret.
HARMLESS = [
    "It costs $15.49 a month, not $17.99 or $22.99",
    "15.49 17.99 22.99",
    "$1,549.00 for 12 months",
    "€15,49",
    "I was charged on 2024-01-15 and 2024-02-15",
    "11/20/2026, 12/20/2026 and 20.11.2026",
    "Nov 20, 2026, 15.49 was charged",
    "10:30, 12:45 and again in 2024",
    "in 2023, 2024 and 2025",
    "2022 2023 2024",
    "from 2019-2024",
    "error NW-2-5",
    "It shows tvq-st-103 on my TV",
    "error code NW-2-5",
    "the code UI-800-3 (205040)",
    "error code M7111-1331-5059",
    "error code 1011",
    "2 extra members, 4 screens and 3 TVs",
    "the code came in 2024",
    "The code did not come in 15 minutes",
    "my code shows on the 1080p TV",
    "I forgot my password",
    "My password is not accepted. The password is wrong, it says",
    "The password reset email never came",
    'I pressed "Forgot password" and "Continue"',
    "step 3, then step 4, 24/7",
    "card ending in 1111",
    "Standard with ads for 7.99",
]


def test_no_secret_gets_into_the_draft(writer: Page) -> None:
    visit(writer, TWICE)
    say_no(writer)
    for note, left_out in SECRETS:
        for text in (note, f"Hello. {note}\nPlease mend step 3"):
            sent = note_in_draft(writer, text)
            assert OUT in sent and not re.search(left_out, sent), f"{text} -> {sent}"
    for note in HARMLESS:
        assert note_in_draft(writer, note) == note


def test_two_kinds_are_both_named(writer: Page) -> None:
    visit(writer, TWICE)
    say_no(writer)
    note_in_draft(writer, "pw: tiger\ncall 555-123-4567")
    expect(form(writer).locator(".feedback__found")).to_contain_text("a password and a phone number")
