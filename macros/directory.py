"""All partners and their contacts: in full as a page of its own, in short on the agents' desk."""

from __future__ import annotations

from textwrap import indent

from kb.model.partner import QUESTIONS, Contact, Offer, Partner
from macros.contacts import check_first, contact_entry, number, printed_by
from macros.official import official
from macros.partner_page import HEADINGS
from macros.provider_tabs import link_to, page_of, steps_of
from macros.registry import Site, block, macro

ROLES = ["provider", "service", "store"]


@macro("contact_directory()", block=True)
def contact_directory(site: Site) -> str:
    """Every partner in short, for agents: the number to copy, what to say, what it is for. Providers come first."""
    entries = [
        block(
            "div",
            "directory__entry",
            f'<strong class="directory__name">{one.name}</strong>',
            *[_in_short(site, one, name, contact) for name, contact in one.contacts.items()],
            printed_by(site, one),
            attributes=f'[data-provider="{one.id}"]',
        )
        for one in _partners(site)
    ]
    return block("div", "directory", *entries, depth=4)


@macro("provider_directory()", block=True)
def provider_directory(site: Site) -> str:
    """Every partner in full: its number or that we list none, who printed it, what it can do for a reader."""
    return "\n\n".join(_row(site, one) for one in _partners(site))


def choices(site: Site) -> list[dict[str, str]]:
    """Return the providers that a reader can choose: id, name, and the page or the row that tells of each.

    Args:
        site: the site.
    """
    providers = [one for one in _partners(site) if one.role == "provider"]
    pages = [f"{page_of(one)}/" if one.entry == "page" else f"providers/#{one.id}" for one in providers]
    return [{"id": one.id, "name": one.name, "page": page} for one, page in zip(providers, pages, strict=True)]


def _partners(site: Site) -> list[Partner]:
    """Return the partners, those with a page first, and providers before Netflix and the stores."""
    return sorted(
        site.project.partners.values(), key=lambda one: (ROLES.index(one.role), one.entry == "directory", one.name)
    )


def _in_short(site: Site, record: Partner, name: str, contact: Contact) -> str:
    if contact.kind == "phone":
        said = f"{contact.name}<br>{_number(contact)}\n\n**Say:** {contact.say}"
        return said + (f"\n\n**For:**\n\n{_listed(contact.purposes)}" if contact.purposes else "")
    if contact.kind == "no-number":
        return f"**No sourced number.** {site.render(contact.text or '')}"
    return contact_entry(site, record, name, contact)


def _listed(purposes: list[str]) -> str:
    return "\n".join(f"- {purpose}" for purpose in purposes)


def _number(contact: Contact) -> str:
    return f'<span class="directory__number" data-copy="Copy number">{number(contact)}</span> {check_first(contact)}'


def _row(site: Site, record: Partner) -> str:
    """Return a partner's heading and its entry; scripts find an entry by its partner, names and kinds."""
    numbers = [f"**{one.name}:** {_number(one)}" for one in record.contacts.values() if one.kind == "phone"]
    silent = [
        f"**No number listed.** {site.render(one.text or '')}"
        for one in record.contacts.values()
        if one.kind == "no-number"
    ]
    also = f"Also known as {', '.join(record.also)}." if record.also else ""
    parts = [_offers(site, record), also, *numbers, *silent]
    parts += [
        contact_entry(site, record, name, one)
        for name, one in record.contacts.items()
        if one.kind in ("route", "email")
    ]
    if record.role == "provider" and not any(one.kind == "route" for one in record.contacts.values()):
        parts.append(f"**Website:** {official(site, record.id, 'home')}")
    purposes = [purpose for one in record.contacts.values() if one.kind == "phone" for purpose in one.purposes]
    if purposes:
        parts.append(f"**What the number is for:**\n\n{_listed(purposes)}")
    handles = record.netflix_handles
    if handles and handles.state != "not-stated":
        parts += [f"**Ask Netflix instead:** {site.render(handles.text)}", steps_of(site, handles.steps)]
    elif handles:
        parts.append(f"**Ask Netflix instead?** We found nothing on what {record.name} leaves to Netflix.")
    if record.entry == "directory":
        parts += [_known(site, offer) for offer in record.offers]
    parts.append(printed_by(site, record))
    kinds = " ".join(offer.kind for offer in record.offers) or record.role
    attributes = f'[data-provider="{record.id}"][data-kinds="{kinds}"]'
    attributes += f'[data-names="{", ".join(record.also)}"]' if record.also else ""
    entry = block("div", "directory-row", *parts, attributes=attributes)
    return f"## {record.name} {{: #{record.id} }}\n\n{entry}"


def _known(site: Site, offer: Offer) -> str:
    """Return what is known of an offer of a provider that has no page, as a list."""
    texts = [("Who it is for", offer.who_for.text, offer.who_for.steps)]
    texts += [("How to start", f"{one.intro} {one.ends or ''}", one.steps) for one in offer.activation]
    rules = [(HEADINGS[question], offer.rule(question)) for question in QUESTIONS]
    texts += [(heading, rule.text, rule.steps) for heading, rule in rules if rule.state != "not-stated"]
    texts += [(one.title, one.text, one.steps) for one in offer.remarks]
    lines = []
    for heading, text, steps in texts:
        listed = indent(steps_of(site, steps), "    ")
        label = heading if heading.endswith("?") else f"{heading}:"
        lines.append(f"- **{label}** {' '.join(site.render(text).split())}" + (f"\n\n{listed}\n" if steps else ""))
    unsaid = "; ".join(
        heading[0].lower() + heading[1:].rstrip("?") for heading, rule in rules if rule.state == "not-stated"
    )
    lines.append(f"- **Not stated:** {unsaid}. That doesn't mean no: ask them.")
    return f"**What we know of {offer.name}**\n\n" + "\n".join(lines)


def _offers(site: Site, record: Partner) -> str:
    if not record.offers:
        return ""
    kinds = [site.project.find("kinds", one.kind).name.lower() for one in record.offers]
    offers = [
        # Many an offer's name tells its kind.
        one.name if kind in one.name.lower() else f"{one.name} ({kind})"
        for one, kind in zip(record.offers, kinds, strict=True)
    ]
    known = link_to(site, record) if record.entry == "page" else record.why_no_page
    return f"{' · '.join(offers)}. {known}"
