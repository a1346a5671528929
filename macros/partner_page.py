"""A provider's page, made of its record alone."""

from __future__ import annotations

from typing import Any

from kb.model.article import Article, ArticleMeta
from kb.model.partner import QUESTION_NOTICES, QUESTIONS, Offer, Partner
from macros.articles import answer_box, article_foot, meta_of
from macros.contacts import contact_card
from macros.notices import notice
from macros.official import partner_of
from macros.provider_tabs import steps_of
from macros.providers import how_to_ask, path_tabs, rule_text
from macros.registry import Site, block, macro

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
    meta = meta_of(site, page)
    if meta.kind != "partner":
        raise ValueError("only for pages of kind partner")
    partner = partner_of(site, meta.partners[0])
    parts = [answer_box(site, page)]
    for offer in partner.offers:
        parts += _offer(site, partner, offer)
    for question in QUESTION_NOTICES:
        # Where an offer says something, the notice stands beside that.
        if all(offer.rule(question).state == "not-stated" for offer in partner.offers):
            parts += _notice(site, question)
    handles = partner.netflix_handles
    if handles and handles.state != "not-stated":
        parts += [
            "## Ask Netflix about this {: #netflix }",
            rule_text(site, partner, handles),
            steps_of(site, handles.steps),
        ]
    parts += ["## Whom to contact {: #contact }", contact_card(site, partner.id)]
    more = [f"- [{one.title}](/{one.id}.md)" for one, _ in _articles_about(site, partner)]
    if more:
        parts += ["## More answers {: #more }", block("div", "told-in-full", "\n".join(more))]
    parts.append(article_foot(site, page))
    return "\n\n".join(part for part in parts if part)


def _offer(site: Site, partner: Partner, offer: Offer) -> list[str]:
    """Return the part of the page about one offer. Its anchors begin with its kind, for a provider may have both."""
    kind, about = site.project.find("kinds", offer.kind), _articles_about(site, partner)
    parts = [f"## {offer.name} {{: #{offer.kind} }}"]
    parts.append(block("p", "offer-kind", f"<strong>{kind.name}.</strong> {kind.means}"))
    parts += [
        f"### Who it is for {{: #who-{offer.kind} }}",
        rule_text(site, partner, offer.who_for),
        steps_of(site, offer.who_for.steps),
    ]
    if offer.activation:
        heading = "Activate Netflix" if offer.kind == "package" else "Sign up"
        parts += [f"### {heading} {{: #activate-{offer.kind} }}", path_tabs(site, offer)]
    for question in QUESTIONS:
        rule = offer.rule(question)
        if rule.state != "not-stated":
            anchor = f"{offer.kind}-{question.replace('_', '-')}"
            parts.append(f"### {HEADINGS[question]} {{: #{anchor} }}")
            words = [rule_text(site, partner, rule), steps_of(site, rule.steps)]
            told = [f"[{one.title}](/{one.id}.md)" for one, told_in_full in about if told_in_full == question]
            # What an article tells in full is found by that article.
            parts += [block("div", "told-in-full", *words, *told)] if told else words
            parts += _notice(site, question)
    if offer.remarks:
        parts.append(f"### Good to know {{: #{offer.kind}-remarks }}")
        parts += [
            "\n\n".join((f"**{one.title}.** {site.render(one.text)}", steps_of(site, one.steps)))
            for one in offer.remarks
        ]
    unsaid = [one for one in QUESTIONS if offer.rule(one).state == "not-stated"]
    if unsaid:
        ask = how_to_ask(site, partner)
        parts.append(f"### What {partner.name} doesn't say {{: #{offer.kind}-not-stated }}")
        parts.append(
            f"{partner.name} doesn't say, on the pages that we could read. That means neither yes nor no: {ask}."
        )
        parts.append("\n".join(f"- {HEADINGS[one]}" for one in unsaid))
    return parts


def _notice(site: Site, question: str) -> list[str]:
    """Return what a general source says on a question, where there is such a notice."""
    name = QUESTION_NOTICES.get(question, "")
    return [notice(site, name)] if name in site.project.notices else []


def _articles_about(site: Site, partner: Partner) -> list[tuple[Article, str | None]]:
    """Return the articles about a provider, its own page apart, each with the question that it tells in full."""
    return [
        (one, one.meta.rule)
        for one in site.project.articles.values()
        if isinstance(one.meta, ArticleMeta) and one.meta.kind != "partner" and partner.id in one.meta.partners
    ]
