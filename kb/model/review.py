"""When what the site says is due for review: articles, providers, offers, contacts and facts."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.model.article import ArticleMeta
from kb.model.partner import Contact, Offer, Partner
from kb.model.project import WHERE, Project
from kb.model.records import Fact

DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}


def due(record: ArticleMeta | Partner | Offer | Contact | Fact) -> date | None:
    """Return the day by which a record is due for review, or None where nobody has looked yet.

    It is overdue once that day is over.
    """
    last = record.reviewed if isinstance(record, ArticleMeta | Partner) else record.checked
    return after(last, record.review_every) if isinstance(last, date) and record.review_every else None


def after(day: date, interval: str) -> date:
    """Return the day that is an interval such as ``6 months`` later; in a shorter month, its last day."""
    number, unit = interval.removesuffix("s").split()
    if unit in DAYS:
        return day + timedelta(int(number) * DAYS[unit])
    years, month = divmod(day.month - 1 + int(number) * MONTHS[unit], 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class ReviewItem:
    """What is due for review, and by when: None where nobody has seen the live page yet.

    Its kind is article, provider, offer, contact, fact or source; path and line are where its last day stands, and
    owner is empty for the site's owner.
    """

    due: date | None
    kind: str
    name: str
    path: str
    line: int
    owner: str


def review_items(project: Project) -> Iterator[ReviewItem]:
    """Give all that is due for review. A source has no day: it counts only while nobody has seen it live."""
    for article in project.articles.values():
        meta = article.meta
        # A provider's page is as old as its record.
        if isinstance(meta, ArticleMeta) and meta.kind == "article":
            line = article.front.mark(("reviewed",)).line
            yield ReviewItem(due(meta), "article", article.title, article.path, line, meta.owner or "")
    for one in project.partners.values():
        path, owner = f"{WHERE['partners']}{one.id}.yml", one.owner or ""
        mark = project.documents[path].mark
        if one.reviewed:
            yield ReviewItem(due(one), "provider", one.name, path, mark(("reviewed",)).line, owner)
        for index, offer in enumerate(one.offers):
            yield ReviewItem(due(offer), "offer", offer.name, path, mark(("offers", index, "checked")).line, owner)
        for key, contact in one.contacts.items():
            line = mark(("contacts", key, "checked")).line
            yield ReviewItem(due(contact), "contact", one.own(contact.name), path, line, owner)
    for key, fact in project.facts.items():
        line = project.documents[WHERE["facts"]].mark((key, "checked")).line
        yield ReviewItem(due(fact), "fact", f"{key}: {fact.about}", WHERE["facts"], line, fact.owner or "")
    for key, source in project.sources.items():
        if source.checked == "unknown":
            line = project.documents[WHERE["sources"]].mark((key, "checked")).line
            yield ReviewItem(None, "source", f"{source.publisher}: {source.title}", WHERE["sources"], line, "")
