"""Phone numbers and contact cards, from the partners' records."""

from __future__ import annotations

from datetime import date

import phonenumbers

from kb.model.partner import Contact, Partner
from kb.model.project import WHERE
from kb.model.review import due
from macros.dates import once_past, shown_day
from macros.edit import edit_link
from macros.official import contact_of, email, official, partner_of
from macros.registry import Site, block, macro


def tel(number: str) -> str:
    """Return the address that a tap dials, such as ``tel:+12015550123``.

    Args:
        number: the number in international form.
    """
    parsed = phonenumbers.parse(number, None)
    return "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@macro('phone("optimum")')
def phone(site: Site, partner: str, contact: str = "support") -> str:
    """A phone number that a tap calls. Once the day of its next check is over, it says that it may have changed.

    Args:
        partner: the partner's id. One without a sourced number is an error: say so in words instead.
        contact: which of the partner's numbers.
    """
    found = contact_of(site, partner, contact, "phone")
    return number(found) + once_past(due(found), " (may have changed)", "check-first")


def number(contact: Contact) -> str:
    """Return a number as a link that calls it, and nothing else.

    Args:
        contact: a contact of kind phone.
    """
    return f'<a class="phone" href="{tel(contact.number or "")}">{contact.shown}</a>'


def check_first(contact: Contact) -> str:
    """Return what a card says beside a number, once the day for its next check is over.

    Args:
        contact: the contact.
    """
    return once_past(due(contact), "Check before you call", "check-first")


@macro('how_to_call("optimum")')
def how_to_call(site: Site, partner: str, contact: str = "support") -> str:
    """The number and what to tell the agent, as one or two sentences.

    Args:
        partner: the partner's id.
        contact: which of the partner's numbers.
    """
    found = contact_of(site, partner, contact, "phone")
    return f"Call {found.name} at {phone(site, partner, contact)}. {found.say}"


@macro('contact_card("optimum")', block=True)
def contact_card(site: Site, partner: str) -> str:
    """Every way to reach a partner: what each is for, what to say, who printed it and when it was checked.

    Args:
        partner: the partner's id.
    """
    record = partner_of(site, partner)
    parts = [f'<strong class="contact-card__name">Contact {record.name}</strong>']
    parts += [contact_entry(site, record, name, contact) for name, contact in record.contacts.items()]
    routes = any(one.kind == "route" for one in record.contacts.values())
    if "home" in record.pages and record.role == "provider" and not routes:
        parts.append(f"Website: {official(site, partner, 'home')}")
    edit = edit_link(site, f"{WHERE['partners']}{partner}.yml", f"contacts of {record.name}")
    parts.append(f"{printed_by(site, record)}{edit}")
    return block("div", "contact-card", *parts)


def contact_entry(site: Site, record: Partner, name: str, contact: Contact) -> str:
    """Return one way to reach a partner, as Markdown.

    Args:
        record: the partner.
        name: the contact's name in the record.
        contact: the contact.
    """
    if contact.kind == "phone":
        lines = [
            f'**{contact.name}**<br><span class="contact-card__number">{number(contact)} {check_first(contact)}</span>',
            "\n".join(f"- {purpose}" for purpose in contact.purposes),
            f":material-message-text-outline: **What to say:** {contact.say}",
        ]
        return "\n\n".join(line for line in lines if line)
    if contact.kind == "email":
        return f"**{contact.name}:** {' · '.join(contact.purposes)} to {email(site, record.id, name)}."
    return f"**{contact.name}:** {site.render(contact.text or '')}"


def printed_by(site: Site, record: Partner) -> str:
    """Say who printed a partner's contacts and when a person last saw them; a number may have changed since.

    Args:
        record: the partner.
    """
    used = list(dict.fromkeys(contact.source.id for contact in record.contacts.values()))
    sources = [site.project.find("sources", one) for one in used]
    printed = "; ".join(f"{one.publisher}, “{one.title}”" for one in sources)
    phones = any(contact.kind == "phone" for contact in record.contacts.values())
    label = "Printed by" if phones else "Source:"
    check = " Check the number against your bill or the provider's own site before you call." if phones else ""
    return f'<small class="contact-card__source">{label} {printed}. {checked_words(record)}{check}</small>'


def checked_words(record: Partner) -> str:
    """Say when a person last saw a partner's contacts on the live page.

    Args:
        record: the partner.
    """
    dates = [one.checked for one in record.contacts.values() if isinstance(one.checked, date)]
    if len(dates) < len(record.contacts):
        return "We read a stored copy; nobody has checked the live page yet."
    return f"Last checked on the live page on {shown_day(min(dates))}."
