"""The pages as customers get them: on a phone, without JavaScript, with no request to anybody else."""

import re
from itertools import groupby

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.records import OPTIMUM, PROJECT

TEXTS = {
    name.removesuffix("index") if name.endswith("index") else f"{name}/": one.text
    for name, one in PROJECT.articles.items()
}
PAGES = ["404.html", *TEXTS]

# The questions of "Find my answer" are made alike: the first page and one more stand for all.
UNLIKE = [url for url in PAGES if not url.startswith("find/") or url in ("find/", "find/charge/")]
# Two pages of each section stand for its others where only the kind of a page makes a difference.
SAMPLE = [url for _, urls in groupby(sorted(UNLIKE), lambda url: url.partition("/")[0]) for url in [*urls][:2]]
# These, and every other page with tabs.
TABS = "provider_contacts|provider_rule|activation_tabs|partner_page|contact_directory"
WITH_TABS = re.compile(rf"^=== |\{{\{{ ({TABS})\(", re.M)
TABBED = [url for url in UNLIKE if url in SAMPLE or WITH_TABS.search(TEXTS.get(url, ""))]


def test_the_number_is_a_tap_away(phone: Page) -> None:
    phone.goto("providers/optimum/")
    link = phone.locator(".contact-card a.phone").first
    expect(link).to_have_attribute("href", f"tel:{OPTIMUM.number}")
    box = link.bounding_box()
    assert box and box["height"] >= 44, "large enough for a thumb"


def test_the_menu_opens_on_a_phone(phone: Page) -> None:
    phone.goto("")
    settle(phone)
    menu = phone.get_by_role("button", name="Menu", exact=True)
    menu.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(phone.locator(".md-nav--primary").get_by_text("Charges and payments").first).to_be_visible()
    phone.keyboard.press("Escape")
    expect(menu).to_be_focused()
    menu.click()
    phone.locator(".md-nav--primary").get_by_text("Charges and payments").first.click()
    expect(phone.locator(".md-content h1")).to_contain_text("Charges and payments")
    settle(phone)
    menu.click()
    expect(phone.locator(".md-nav--primary").get_by_text("Netflix charged you twice").first).to_be_visible()


def test_reading_works_without_javascript(plain: Page) -> None:
    plain.goto("")
    expect(plain.locator("#find")).to_be_hidden()
    plain.locator("article a[href$='billing/unknown-charge/']").first.click()
    expect(plain.locator("#answer")).to_be_visible()
    expect(plain.locator(".article-foot")).to_be_visible()
    plain.locator(".md-tabs a", has_text="Contact").click()
    expect(plain.locator("article h1")).to_be_visible()


def test_without_javascript_an_address_still_leads_to_its_steps(plain: Page) -> None:
    plain.goto("activate/link-netflix/#netflix-email-or-text")
    steps = plain.locator(".tabbed-block .tabbed-block", has_text="Netflix sends you an email or a text")
    expect(steps).to_be_visible()
    assert plain.evaluate("document.documentElement.scrollWidth <= innerWidth")
    plain.goto("")
    expect(plain.get_by_text("Search needs JavaScript.")).to_be_visible()


def test_breadcrumbs_lead_back_to_the_section(page: Page) -> None:
    page.goto("billing/refunds/")
    page.locator(".md-path a", has_text="Charges and payments").click()
    expect(page.locator("article h1")).to_contain_text("Charges and payments")
