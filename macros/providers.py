"""What the providers' records say: ways to activate, and what holds for each question about an offer."""

from __future__ import annotations

from textwrap import indent

from kb.model.diagnostic import unknown_name
from kb.model.partner import QUESTIONS, ActivationPath, Offer, Partner
from kb.model.partner import Rule as OfferRule
from kb.model.records import SourceRef
from macros.contacts import contact_card, phone
from macros.official import official
from macros.provider_tabs import link_to, page_of, provider_tabs, steps_of, with_pages
from macros.registry import Site, block, macro

# The same labels everywhere, so that a choice made once holds on every page (Material links tabs by label).
PATHS = {
    "provider-website": "Provider website",
    "provider-message": "Provider email or text",
    "netflix-message": "Netflix email or text",
    "tv-box": "TV box",
}


def path_tabs(site: Site, offer: Offer) -> str:
    """Return the ways to link an account to an offer (or to sign up for it), as tabs with their steps.

    Args:
        offer: the offer.
    """
    return "\n\n".join(f'=== "{PATHS[one.path]}"\n\n{indent(_path(site, one), "    ")}' for one in offer.activation)


def _path(site: Site, path: ActivationPath) -> str:
    ends = f"**Our source ends here.** {site.render(path.ends)}\n{{: .path-ends }}" if path.ends else ""
    return "\n\n".join(part for part in (site.render(path.intro), steps_of(site, path.steps), ends) if part)


@macro("activation_tabs()", block=True)
def activation_tabs(site: Site) -> str:
    """The ways to start Netflix with each provider: tabs by provider, and in them tabs by way with their steps."""
    panels = {}
    for partner in with_pages(site):
        parts = [
            f"**{offer.name}:** {site.project.find('kinds', offer.kind).means}\n\n{path_tabs(site, offer)}"
            if offer.kind == "billing"
            else path_tabs(site, offer)
            for offer in partner.offers
            if offer.activation
        ]
        if parts:
            panels[partner.id] = "\n\n".join([*parts, link_to(site, partner)])
    return provider_tabs(site, panels, "The pages that we read describe no way for {names}.")


@macro('provider_rule("extra_members")', block=True)
def provider_rule(site: Site, question: str) -> str:
    """What each provider's record says on one question, as tabs. One that says nothing is told so, never as a no.

    Args:
        question: one of the questions of an offer, such as `plan_change`, `extra_members` or `cancel`.
    """
    if question not in QUESTIONS:
        raise unknown_name(question, QUESTIONS, "the questions of an offer in macros/data/partners/*.yml")
    panels = {}
    for partner in with_pages(site):
        rules = [(offer, offer.rule(question)) for offer in partner.offers]
        if any(rule.state != "not-stated" for _, rule in rules):
            panels[partner.id] = "\n\n".join(
                block(
                    "div",
                    "provider-rule",
                    f"**{offer.name}:** {rule_text(site, partner, rule)}",
                    steps_of(site, rule.steps),
                )
                for offer, rule in rules
            )
    return provider_tabs(site, panels, "{names} {do} say, on the pages that we read. That doesn't mean no: ask them.")


@macro("provider_contacts()", block=True)
def provider_contacts(site: Site) -> str:
    """The contact card of each provider, as tabs. Use `contact_card("optimum")` for one alone."""
    return provider_tabs(site, {one.id: contact_card(site, one.id) for one in with_pages(site)}, "")


def rule_text(site: Site, partner: Partner, rule: OfferRule) -> str:
    """Return what is known of one question, without its steps. "Not stated" sends the reader to the provider.

    Args:
        partner: the provider.
        rule: what its record says.
    """
    if rule.state != "not-stated":
        return " ".join(site.render(rule.text).split())
    return f"{partner.name} doesn't say, on the pages that we read. To be sure, {how_to_ask(site, partner)}."


def how_to_ask(site: Site, partner: Partner) -> str:
    """Return how to ask a provider, in half a sentence: by its number, or else on its website."""
    numbers = [name for name, one in partner.contacts.items() if one.kind == "phone"]
    if numbers:
        return f"ask {partner.name} at {phone(site, partner.id, numbers[0])}"
    return f"ask {partner.name} on {official(site, partner.id, 'home')}"


def provider_answer(site: Site, partner: Partner, question: str) -> str:
    """Return a provider's own short answer to the question of an article, all its offers together.

    Args:
        partner: the provider.
        question: one of the questions of an offer, or `activation`.
    """
    answers = []
    for offer in partner.offers:
        if question == "activation":
            ways = " · ".join(PATHS[one.path] for one in offer.activation)
            text = f"Where to start: {ways}."
            if page_of(partner) in site.project.articles:
                text += f" [See the steps](/{page_of(partner)}.md#activate-{offer.kind}){{: .answer__more }}"
            if not ways:
                text = rule_text(site, partner, OfferRule(state="not-stated"))
            # Where there is no account to link, whoever has one already must know first what becomes of it.
            if offer.kind == "billing" and offer.existing_account.state != "not-stated":
                text += f"\n\n{rule_text(site, partner, offer.existing_account)}"
        else:
            text = rule_text(site, partner, offer.rule(question))
        answers.append(f"**{offer.name}:** {text}")
    return "\n\n".join(answers)


def answer_sources(site: Site, question: str) -> list[SourceRef]:
    """Return the sources of what all providers' records say on the question of an article.

    Args:
        question: one of the questions of an offer, or `activation`.
    """
    found: list[SourceRef | None] = []
    for offer in (offer for partner in site.project.partners.values() for offer in partner.offers):
        if question == "activation":
            found += [path.source for path in offer.activation]
        else:
            found.append(offer.rule(question).source)
    return [source for source in found if source]
