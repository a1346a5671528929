"""Partners as a whole, made of their records alone: a provider's page, the directory, and the directory in short."""

from textwrap import indent
from typing import Any

from kb.model.article import Article, ArticleMeta
from kb.model.partner import QUESTION_NOTICES, QUESTIONS, Contact, Offer, Partner, Rule, provider_page
from macros.articles import answer_box, article_foot, article_meta
from macros.components import block, bullets, link_to, paragraphs, steps_of
from macros.contacts import (
    check_first,
    contact_card,
    contact_entry,
    needs_website,
    number,
    official,
    printed_by,
)
from macros.notices import notice
from macros.partners import how_to_ask, link_to_partner, path_tabs, with_steps
from macros.registry import Site, macro

ROLES = ["provider", "service", "store"]
# The heading of each question. It names no provider: the same words on every page.
HEADINGS = {
    "included": "Is Netflix in your plan?",
    "existing_account": "If you already have Netflix",
    "plan_change": "Change your Netflix plan",
    "extra_members": "Extra members",
    "gift_balance": "Gift cards and balance",
    "charges": "What you pay, and where you see it",
    "account_recovery": "Find your Netflix account",
    "cancel": "Cancel",
    "after": "After it ends",
}


@macro("partner_page()", needs_page=True, block=True)
def partner_page(site: Site, page: Any) -> str:
    """A provider's whole page, from its record. The only line of such a page."""
    meta = article_meta(site, page)
    if meta.kind != "partner":
        raise ValueError("only for pages of kind partner")
    partner: Partner = site.project.find("partners", meta.partners[0])
    parts = [answer_box(site, page)]
    for offer in partner.offers:
        parts += _offer(site, partner, offer)
    for question in QUESTION_NOTICES:
        # Where an offer says something, the notice stands beside that.
        if all(offer.rule(question).state == "not-stated" for offer in partner.offers):
            parts.append(_notice(site, question))
    handles = partner.netflix_handles
    if handles and handles.state != "not-stated":
        parts += ["## Ask Netflix about this {: #netflix }", with_steps(site, partner, handles)]
    parts += ["## Who to contact {: #contact }", contact_card(site, partner.id)]
    more = bullets(link_to(one) for one, _ in _articles_about(site, partner))
    if more:
        parts += ["## More answers {: #more }", block("div.told-in-full", more)]
    return paragraphs(*parts, article_foot(site, page))


def _offer(site: Site, partner: Partner, offer: Offer) -> list[str]:
    """Return the part of the page about one offer. Its anchors begin with its kind, for a provider may have both."""
    kind, about = site.project.find("kinds", offer.kind), _articles_about(site, partner)
    parts = [f"## {offer.name} {{: #{offer.kind} }}"]
    parts.append(block("p.offer-kind", f"<strong>{kind.name}.</strong> {kind.means}"))
    parts += [f"### Who it is for {{: #who-{offer.kind} }}", with_steps(site, partner, offer.who_for)]
    if offer.activation:
        heading = "Activate Netflix" if offer.kind == "package" else "Sign up"
        parts += [f"### {heading} {{: #activate-{offer.kind} }}", path_tabs(site, offer)]
    for question, rule in stated(offer).items():
        parts.append(f"### {HEADINGS[question]} {{: #{offer.kind}-{question.replace('_', '-')} }}")
        said = with_steps(site, partner, rule)
        articles = [link_to(one) for one, answered in about if answered == question]
        # What an article says in full is found by that article.
        parts += [block("div.told-in-full", said, *articles) if articles else said, _notice(site, question)]
    if offer.remarks:
        parts.append(f"### Good to know {{: #{offer.kind}-remarks }}")
        parts += [f"**{one.title}.** {site.render(one.text)}\n\n{steps_of(site, one.steps)}" for one in offer.remarks]
    unsaid = [HEADINGS[one] for one in QUESTIONS if one not in stated(offer)]
    if unsaid:
        parts.append(f"### What we don't know {{: #{offer.kind}-not-stated }}")
        parts += [f"It may still be possible, so {how_to_ask(site, partner)}:", bullets(unsaid)]
    return parts


def stated(offer: Offer) -> dict[str, Rule]:
    """Return the questions of which an offer's record says something, with what it says."""
    return {one: offer.rule(one) for one in QUESTIONS if offer.rule(one).state != "not-stated"}


def _notice(site: Site, question: str) -> str:
    """Return what a general source says on a question, where there is such a notice."""
    name = QUESTION_NOTICES.get(question, "")
    return notice(site, name) if name in site.project.notices else ""


def _articles_about(site: Site, partner: Partner) -> list[tuple[Article, str | None]]:
    """Return the articles about a provider, its own page apart, each with the question that it answers in full."""
    return [
        (one, one.meta.rule)
        for one in site.project.articles.values()
        if isinstance(one.meta, ArticleMeta) and one.meta.kind != "partner" and partner.id in one.meta.partners
    ]


def choices(site: Site) -> list[dict[str, str]]:
    """Return the providers that a reader can choose: id, name, and the page or the row about each."""
    providers = [one for one in _partners(site) if one.role == "provider"]
    pages = [f"{provider_page(one.id)}/" if one.entry == "page" else f"providers/#{one.id}" for one in providers]
    return [{"id": one.id, "name": one.name, "page": page} for one, page in zip(providers, pages, strict=True)]


def _partners(site: Site) -> list[Partner]:
    """Return the partners, those with a page first, and providers before Netflix and the stores."""
    return sorted(
        site.project.partners.values(), key=lambda one: (ROLES.index(one.role), one.entry == "directory", one.name)
    )


@macro("contact_directory()", block=True)
def contact_directory(site: Site) -> str:
    """Every partner in short, for agents: the number to copy, what to say, what it is for. Providers come first."""
    entries = []
    for one in _partners(site):
        name = f'<strong class="directory__name">{one.name}</strong>'
        parts = [name, *(_in_short(site, one, contact) for contact in one.contacts.values()), printed_by(site, one)]
        entries.append(block(f'div.directory__entry[data-provider="{one.id}"]', *parts))
    return block("div.directory", *entries)


def _in_short(site: Site, record: Partner, contact: Contact) -> str:
    if contact.kind == "phone":
        purposes = f"**For:**\n\n{bullets(contact.purposes)}" if contact.purposes else ""
        return paragraphs(f"{contact.name}<br>{_number(contact)}", f"**Say:** {contact.say}", purposes)
    if contact.kind == "no-number":
        return f"**No number listed.** {site.render(contact.text or '')}"
    return contact_entry(site, record, contact)


def _number(contact: Contact) -> str:
    copied = f'<span class="directory__number" data-copy="Copy number">{number(contact)}</span>'
    return f"{copied} {check_first(contact)}"


@macro("provider_directory()", block=True)
def provider_directory(site: Site) -> str:
    """Every partner in full: its number or that we list none, who printed it, what it can do for a reader."""
    return paragraphs(*(_row(site, one) for one in _partners(site)))


def _row(site: Site, record: Partner) -> str:
    """Return a partner's heading and its entry; scripts find an entry by its partner."""
    contacts = record.contacts.values()
    phones = [one for one in contacts if one.kind == "phone"]
    parts = [_offers(site, record), f"Also known as {', '.join(record.also)}." if record.also else ""]
    parts += [f"**{one.name}:** {_number(one)}" for one in phones]
    parts += [_in_short(site, record, one) for one in contacts if one.kind == "no-number"]
    parts += [_in_short(site, record, one) for one in contacts if one.kind in ("route", "email")]
    parts += [f"**Website:** {official(site, record.id, 'home')}"] if needs_website(record) else []
    purposes = bullets(purpose for one in phones for purpose in one.purposes)
    parts += [f"**What the number is for:**\n\n{purposes}"] if purposes else []
    handles = record.netflix_handles
    if handles and handles.state != "not-stated":
        parts += [f"**Ask Netflix instead:** {site.render(handles.text)}", steps_of(site, handles.steps)]
    elif handles:
        parts.append(f"**Ask Netflix instead?** We don't know which questions {record.name} sends to Netflix.")
    if record.entry == "directory":
        parts += [_known(site, offer) for offer in record.offers]
    entry = block(f'div.directory-row[data-provider="{record.id}"]', *parts, printed_by(site, record))
    return f"## {record.name} {{: #{record.id} }}\n\n{entry}"


def _known(site: Site, offer: Offer) -> str:
    """Return what is known of an offer of a provider that has no page, as a list."""
    rows = [("Who it is for", offer.who_for.text, offer.who_for.steps)]
    rows += [("How to start", f"{one.intro} {one.ends or ''}", one.steps) for one in offer.activation]
    rows += [(HEADINGS[question], rule.text, rule.steps) for question, rule in stated(offer).items()]
    rows += [(one.title, one.text, one.steps) for one in offer.remarks]
    lines = []
    for label, text, steps in rows:
        lines.append(f"- **{label}{'' if label.endswith('?') else ':'}** {site.line(text)}")
        lines += [f"\n{indent(steps_of(site, steps), '    ')}\n"] if steps else []
    headings = [HEADINGS[one] for one in QUESTIONS if one not in stated(offer)]
    unsaid = "; ".join(heading[0].lower() + heading[1:].rstrip("?") for heading in headings)
    lines.append(f"- **Not stated:** {unsaid}. That doesn't mean no: ask them.")
    return f"**What we know of {offer.name}**\n\n" + "\n".join(lines)


def _offers(site: Site, record: Partner) -> str:
    if not record.offers:
        return ""
    offers = []
    for one in record.offers:
        kind = site.project.find("kinds", one.kind).name.lower()
        # Many an offer's name says what kind it is.
        offers.append(one.name if kind in one.name.lower() else f"{one.name} ({kind})")
    known = link_to_partner(site, record) if record.entry == "page" else record.why_no_page
    return f"{' · '.join(offers)}. {known}"
