"""Links to the companies' own pages and mailboxes. No such address is typed in an article."""

from __future__ import annotations

from kb.model.diagnostic import UnknownNameError, unknown_name
from kb.model.partner import Contact, Partner
from macros.registry import Site, macro

PARTNERS = "macros/data/partners/"


def partner_of(site: Site, partner: str) -> Partner:
    """Return a partner's record.

    Raises:
        UnknownNameError: there is no such partner.
    """
    return site.project.find("partners", partner)


def contact_of(site: Site, partner: str, contact: str, kind: str) -> Contact:
    """Return one of a partner's contacts.

    Args:
        partner: the partner's id.
        contact: the contact's name in the record.
        kind: the kind that the caller can show, such as ``phone``.

    Raises:
        UnknownNameError: there is no such contact, or it is of another kind.
    """
    record = partner_of(site, partner)
    contacts = {name: one for name, one in record.contacts.items() if one.kind == kind}
    if not contacts:
        expected = f"a partner that has a contact of kind {kind}; our sources give none for {record.name}"
        raise UnknownNameError(partner, f"{expected} ({PARTNERS}{partner}.yml)")
    if contact not in contacts:
        raise unknown_name(contact, contacts, f"{PARTNERS}{partner}.yml, contacts of kind {kind}")
    return contacts[contact]


@macro('official("netflix", "account")')
def official(site: Site, partner: str, page: str, text: str = "") -> str:
    """A link to a page of Netflix's or a provider's own.

    Args:
        partner: the partner's id, such as `netflix`.
        page: the page's name in the partner's record, such as `account`.
        text: other words for the link; the page's own label where left out.
    """
    record = partner_of(site, partner)
    if page not in record.pages:
        raise unknown_name(page, record.pages, f"{PARTNERS}{partner}.yml")
    found = record.pages[page]
    return f"[{text or found.label}]({found.url})"


@macro('email("netflix", "phishing")')
def email(site: Site, partner: str, contact: str) -> str:
    """A mailbox as a link that opens the reader's mail program.

    Args:
        partner: the partner's id.
        contact: the mailbox's name in the partner's record.
    """
    address = contact_of(site, partner, contact, "email").address
    return f"[{address}](mailto:{address})"
