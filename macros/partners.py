"""What the providers' records say of a question: always as tabs with one panel for each provider, on every page."""

from collections.abc import Mapping

from kb.model.diagnostic import unknown_name
from kb.model.partner import OTHERS, QUESTIONS, Offer, Partner, Rule, provider_page
from kb.model.records import SourceRef
from macros.components import block, paragraphs, steps_of, tabs, tabs_block
from macros.contacts import contact_card, official, phone
from macros.registry import Site, macro

DIRECTORY = "[How to reach each provider](/providers/index.md)"
# The same labels everywhere, so that a choice made once holds on every page (Material links tabs by label).
PATHS = {
    "provider-website": "Provider website",
    "provider-message": "Provider email or text",
    "netflix-message": "Netflix email or text",
    "tv-box": "TV box",
}


def link_to_partner(site: Site, partner: Partner) -> str:
    """Return a link to all that we know of a provider: its page, or its row in the directory."""
    if provider_page(partner.id) in site.project.articles:
        return f"[All about Netflix through {partner.name}](/{provider_page(partner.id)}.md)"
    return f"[What we know of {partner.name}](/providers/index.md#{partner.id})"


def with_pages(site: Site) -> list[Partner]:
    """Return the providers that have a page of their own: the one that most readers have, then by their ids."""
    first = site.extra.get("first_provider")
    found = [one for one in site.project.partners.values() if provider_page(one.id) in site.project.articles]
    return sorted(found, key=lambda one: (one.id != first, one.id))


def provider_tabs(site: Site, panels: Mapping[str, str], silent: str = "") -> str:
    """Return tabs by provider, and a last one for all others.

    Scripts open the tab of the reader's provider: `data-providers` names the tabs' providers in their order.

    Args:
        site: the site.
        panels: the Markdown of each provider's panel, by the provider's id.
        silent: what the last tab says of the `names` that have a page but no panel here.
    """
    names = [one.name for one in with_pages(site) if one.id not in panels]
    listed = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
    rest = silent.format(names=listed) if names else ""
    labeled = [(site.project.partners[one].name, text) for one, text in panels.items()]
    others = (OTHERS, paragraphs(rest, f"For any other provider: {DIRECTORY}"))
    order = " ".join([*panels, "other"])
    return tabs_block("by-provider", tabs([*labeled, others]), attributes=f' data-providers="{order}"')


def path_tabs(site: Site, offer: Offer) -> str:
    """Return the ways to link an account to an offer (or to sign up for it), as tabs with their steps."""
    panels = []
    for path in offer.activation:
        ends = f"{site.render(path.ends)}\n{{: .path-ends }}" if path.ends else ""
        panels.append((PATHS[path.path], paragraphs(site.render(path.intro), steps_of(site, path.steps), ends)))
    return tabs(panels)


@macro("activation_tabs()", block=True)
def activation_tabs(site: Site) -> str:
    """The ways to start Netflix with each provider: tabs by provider, and in them tabs by way with their steps."""
    panels = {}
    for partner in with_pages(site):
        parts = []
        for offer in (one for one in partner.offers if one.activation):
            means = site.project.find("kinds", offer.kind).means
            parts += [f"**{offer.name}:** {means}"] if offer.kind == "billing" else []
            parts.append(path_tabs(site, offer))
        if parts:
            panels[partner.id] = paragraphs(*parts, link_to_partner(site, partner))
    return provider_tabs(site, panels, "We don't know how to start with {names}.")


@macro('provider_rule("extra_members")', block=True)
def provider_rule(site: Site, question: str) -> str:
    """What each provider's record says on one question, as tabs. A record that says nothing is never shown as a no.

    Args:
        question: one of the questions of an offer, such as `plan_change`, `extra_members` or `cancel`.
    """
    if question not in QUESTIONS:
        raise unknown_name(question, QUESTIONS, "the questions of an offer in macros/data/partners/*.yml")
    panels = {}
    for partner in with_pages(site):
        rules = {offer.name: offer.rule(question) for offer in partner.offers}
        if any(rule.state != "not-stated" for rule in rules.values()):
            said = [f"**{name}:** {with_steps(site, partner, rule)}" for name, rule in rules.items()]
            panels[partner.id] = paragraphs(*(block("div.provider-rule", one) for one in said))
    return provider_tabs(site, panels, "We don't know this for {names}. It may still be possible, so ask.")


@macro("provider_contacts()", block=True)
def provider_contacts(site: Site) -> str:
    """The contact card of each provider, as tabs. Use `contact_card("optimum")` for one alone."""
    return provider_tabs(site, {one.id: contact_card(site, one.id) for one in with_pages(site)})


def rule_text(site: Site, partner: Partner, rule: Rule) -> str:
    """Return what is known of one question, without its steps. "Not stated" sends the reader to the provider."""
    text = site.line(rule.text)
    if rule.state == "not-stated":
        text = f"We don't know this for {partner.name}. It may still be possible, so {how_to_ask(site, partner)}."
    return text


def with_steps(site: Site, partner: Partner, rule: Rule) -> str:
    """Return what is known of one question, with its steps."""
    return paragraphs(rule_text(site, partner, rule), steps_of(site, rule.steps))


def how_to_ask(site: Site, partner: Partner) -> str:
    """Return how to ask a provider, in half a sentence: by its number, or else on its website."""
    numbers = [name for name, one in partner.contacts.items() if one.kind == "phone"]
    if numbers:
        return f"ask {partner.name} at {phone(site, partner.id, numbers[0])}"
    return f"ask {partner.name} on {official(site, partner.id, 'home')}"


def provider_answer(site: Site, partner: Partner, question: str) -> str:
    """Return a provider's own short answer to an article's `rule`, all its offers together."""
    answers = []
    for offer in partner.offers:
        if question == "activation":
            text = _where_to_start(site, partner, offer)
        else:
            text = rule_text(site, partner, offer.rule(question))
        answers.append(f"**{offer.name}:** {text}")
    return paragraphs(*answers)


def _where_to_start(site: Site, partner: Partner, offer: Offer) -> str:
    if not offer.activation:
        text = rule_text(site, partner, Rule(state="not-stated"))
    else:
        text = f"Start with: {' · '.join(PATHS[one.path] for one in offer.activation)}."
        if provider_page(partner.id) in site.project.articles:
            text += f" [See the steps](/{provider_page(partner.id)}.md#activate-{offer.kind}){{: .answer__more }}"
    # Where there is no account to link, whoever has one already must know first what becomes of it.
    if offer.kind == "billing" and offer.existing_account.state != "not-stated":
        text += f"\n\n{rule_text(site, partner, offer.existing_account)}"
    return text


def answer_sources(site: Site, question: str) -> list[SourceRef]:
    """Return the sources of what all providers' records say on an article's `rule`."""
    found: list[SourceRef | None] = []
    for offer in (offer for partner in site.project.partners.values() for offer in partner.offers):
        started = [path.source for path in offer.activation]
        found += started if question == "activation" else [offer.rule(question).source]
    return [source for source in found if source]
