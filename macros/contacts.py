"""Phone numbers, mailboxes, companies' own pages and contact cards. No such address is typed in an article."""

from kb.model.diagnostic import UnknownNameError, unknown_name
from kb.model.partner import Contact, Partner
from kb.model.project import WHERE
from kb.model.review import due
from macros.components import block, bullets, edit_link, mailbox, once_past, paragraphs
from macros.registry import Site, macro


def contact_of(site: Site, partner: str, contact: str, kind: str) -> tuple[Partner, Contact]:
    """Return a partner with one of its contacts, of the kind that the caller can show.

    Raises:
        UnknownNameError: there is no such partner or contact, or it is of another kind.
    """
    record: Partner = site.project.find("partners", partner)
    contacts = {name: one for name, one in record.contacts.items() if one.kind == kind}
    if not contacts:
        expected = f"a partner that has a contact of kind {kind}; our sources give none for {record.name}"
        raise UnknownNameError(partner, f"{expected} ({WHERE['partners']}{partner}.yml)")
    if contact not in contacts:
        raise unknown_name(contact, contacts, f"{WHERE['partners']}{partner}.yml, contacts of kind {kind}")
    return record, contacts[contact]


def number(contact: Contact) -> str:
    """Return a number as a link that calls it, and nothing else."""
    return f'<a class="phone" href="tel:{contact.number}">{contact.shown}</a>'


def check_first(contact: Contact) -> str:
    """Return what a card says beside a number, once the day for its next check is over."""
    return once_past(due(contact), "Check before you call", "check-first")


@macro('phone("optimum")')
def phone(site: Site, partner: str, contact: str = "support") -> str:
    """A phone number that a tap calls. Once the day of its next check is over, it says that it may have changed.

    Args:
        partner: the partner's id. One without a sourced number is an error: say so in words instead.
        contact: which of the partner's numbers.
    """
    _, found = contact_of(site, partner, contact, "phone")
    return number(found) + once_past(due(found), " (may have changed)", "check-first")


@macro('how_to_call("optimum")')
def how_to_call(site: Site, partner: str) -> str:
    """The number and what to tell the agent, as one or two sentences.

    Args:
        partner: the partner's id.
    """
    _, found = contact_of(site, partner, "support", "phone")
    return f"Call {found.name} at {phone(site, partner)}. {found.say}"


@macro('official("netflix", "account")')
def official(site: Site, partner: str, page: str, text: str = "") -> str:
    """A link to a page of Netflix's or a provider's own.

    Args:
        partner: the partner's id, such as `netflix`.
        page: the page's name in the partner's record, such as `account`.
        text: other words for the link; the page's own label where left out.
    """
    pages = site.project.find("partners", partner).pages
    if page not in pages:
        raise unknown_name(page, pages, f"{WHERE['partners']}{partner}.yml")
    return f"[{text or pages[page].label}]({pages[page].url})"


@macro('email("netflix", "phishing")')
def email(site: Site, partner: str, contact: str) -> str:
    """A mailbox as a link that opens the reader's mail program.

    Args:
        partner: the partner's id.
        contact: the mailbox's name in the partner's record.
    """
    _, found = contact_of(site, partner, contact, "email")
    return mailbox(found.address or "")


@macro("feedback_route()", block=True)
def feedback_route(site: Site) -> str:
    """The configured ways to send feedback, or the plain statement that none is set up."""
    address, repository = site.extra.get("feedback_email"), site.config.get("repo_url")
    ways = [f"Write to {mailbox(address)}."] if address else []
    ways += [f"Open an issue or a pull request in [this site's repository]({repository})."] if repository else []
    return bullets(ways) or "This copy of the site has no address for feedback yet."


@macro('contact_card("optimum")', block=True)
def contact_card(site: Site, partner: str) -> str:
    """Every way to reach a partner: what each is for, what to say, who printed it and when it was checked.

    Args:
        partner: the partner's id.
    """
    record: Partner = site.project.find("partners", partner)
    parts = [f'<strong class="contact-card__name">Contact {record.name}</strong>']
    parts += [contact_entry(site, record, contact) for contact in record.contacts.values()]
    if needs_website(record) and "home" in record.pages:
        parts.append(f"Website: {official(site, partner, 'home')}")
    edit = edit_link(site, f"{WHERE['partners']}{partner}.yml", f"contacts of {record.name}")
    return block("div.contact-card", *parts, f"{printed_by(site, record)}{edit}")


def needs_website(record: Partner) -> bool:
    """Say whether a partner is a provider of which no contact describes the way on its website."""
    return record.role == "provider" and all(one.kind != "route" for one in record.contacts.values())


def contact_entry(site: Site, record: Partner, contact: Contact) -> str:
    """Return one way to reach a partner, as Markdown."""
    if contact.kind == "phone":
        called = f'<span class="contact-card__number">{number(contact)} {check_first(contact)}</span>'
        say = f":material-message-text-outline: **What to say:** {contact.say}"
        return paragraphs(f"**{contact.name}**<br>{called}", bullets(contact.purposes), say)
    if contact.kind == "email":
        mail = mailbox(contact.address or "")
        return f"**{contact.name}:** {' · '.join(contact.purposes)} to {mail}."
    return f"**{contact.name}:** {site.render(contact.text or '')}"


def printed_by(site: Site, record: Partner) -> str:
    """Say who printed a partner's contacts; a number may have changed since."""
    contacts = record.contacts.values()
    sources = [site.project.find("sources", one) for one in dict.fromkeys(contact.source.id for contact in contacts)]
    printed = "; ".join(f"{one.publisher}, “{one.title}”" for one in sources)
    has_phone = any(contact.kind == "phone" for contact in contacts)
    said = f"Printed by {printed}. Check it against your bill." if has_phone else f"Source: {printed}."
    return f'<small class="contact-card__source">{said}</small>'
