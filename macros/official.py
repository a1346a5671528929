"""Links to the companies' own pages and mailboxes. No such address is typed in an article."""

from __future__ import annotations

from kb.model.records import Contact, Partner
from macros.registry import MacroError, Site, macro

PARTNERS = "macros/data/partners/"


def partner_of(site: Site, partner: str) -> Partner:
    """Return a partner's record.

    Raises:
        MacroError: there is no such partner.
    """
    return site.find(site.project.partners, partner, PARTNERS)


def contact_of(site: Site, partner: str, contact: str, kind: str) -> Contact:
    """Return one of a partner's contacts.

    Args:
        partner: the partner's id.
        contact: the contact's name in the record.
        kind: the kind that the caller can show, such as ``phone``.

    Raises:
        MacroError: there is no such contact, or it is of another kind.
    """
    record = partner_of(site, partner)
    contacts = {name: one for name, one in record.contacts.items() if one.kind == kind}
    if contact not in contacts:
        if not contacts:
            raise MacroError(
                partner,
                expected=f"a partner that has a contact of kind {kind}; our sources give none for "
                f"{record.name} ({PARTNERS}{partner}.yml)",
            )
        raise MacroError(contact, list(contacts), f"{PARTNERS}{partner}.yml, contacts of kind {kind}")
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
    found = site.find(record.pages, page, f"{PARTNERS}{partner}.yml")
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
