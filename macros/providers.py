"""What each provider's record says: activation paths as tabs, and its rules."""

from __future__ import annotations

from textwrap import indent

from kb.model.faults import unknown_name
from kb.model.records import Offer, Partner
from kb.model.records import Rule as OfferRule
from macros.official import partner_of
from macros.registry import Site, block, macro

# The same labels everywhere, so that a choice made once holds on every page (Material links tabs by label).
PATHS = {
    "provider-website": "Provider website",
    "provider-message": "Provider email or text",
    "netflix-message": "Netflix email or text",
}
QUESTIONS = ["included", "plan_change", "extra_members", "gift_balance", "account_recovery", "cancel"]


def package_of(site: Site, partner: str) -> Offer:
    """Return a provider's package offer.

    Raises:
        UnknownNameError: the partner has none.
    """
    record = partner_of(site, partner)
    for offer in record.offers:
        if offer.kind == "package":
            return offer
    raise unknown_name(partner, [one.id for one, _ in packages(site)], "macros/data/partners/, with a package offer")


def packages(site: Site) -> list[tuple[Partner, Offer]]:
    """Return each provider that has a package offer, with the offer."""
    return [(one, offer) for one in site.project.partners.values() for offer in one.offers if offer.kind == "package"]


@macro('activation_tabs("optimum")', block=True)
def activation_tabs(site: Site, partner: str) -> str:
    """The ways to link a Netflix account to a provider's package, as tabs with their steps.

    Args:
        partner: the provider's id.
    """
    tabs = []
    for path in package_of(site, partner).activation:
        steps = "\n".join(f"{number}. {site.render(step)}" for number, step in enumerate(path.steps, start=1))
        tabs.append(f'=== "{PATHS[path.path]}"\n\n' + indent(f"{site.render(path.intro)}\n\n{steps}", "    "))
    return "\n\n".join(tabs)


@macro('provider_rule("extra_members")', block=True)
def provider_rule(site: Site, question: str) -> str:
    """What each provider's record says on one question. A provider that says nothing is shown as such.

    Args:
        question: `included`, `plan_change`, `extra_members`, `gift_balance`, `account_recovery` or `cancel`.
    """
    if question not in QUESTIONS:
        raise unknown_name(question, QUESTIONS, "the questions of an offer in macros/data/partners/*.yml")
    return "\n\n".join(_rule(site, partner, offer, getattr(offer, question)) for partner, offer in packages(site))


def _rule(site: Site, partner: Partner, offer: Offer, rule: OfferRule) -> str:
    text = f"{partner.name} doesn't say. Ask them." if rule.state == "not-stated" else site.render(rule.text)
    steps = "\n".join(f"{number}. {site.render(step)}" for number, step in enumerate(rule.steps, start=1))
    return block("div", "provider-rule", f"**With an {offer.name}**: {text}", steps)
