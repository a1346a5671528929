"""Find my answer: the questions that lead from a symptom to its answer, from one data file."""

import re
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.diagnostic import BrokenRecordError
from kb.model.guide import FOLDER, OWN_PROVIDER, START, Option, options_of, page_of, ways
from macros.articles import answer_block, short_address
from macros.components import block, bullets, paragraphs, plain, tabs_block
from macros.contacts import contact_card
from macros.partners import provider_contacts
from macros.registry import Site, macro


@macro("find_my_answer()", needs_page=True, block=True)
def find_my_answer(site: Site, page: Any) -> str:
    """The question of the page with its options. On the first one's page: all questions, for print and for scripts."""
    name = site.article(page).id.removeprefix(f"{FOLDER}/")
    if name != "index":
        return _one(site, name)
    site.named("questions", START)
    questions, payers = site.project.questions, site.project.payers
    ends = [one for question in questions.values() for one in options_of(question, payers).values() if one.page]
    root = short_address(site, site.article(page)).partition("go/")[0]
    lead = f"A number leads to that question. Type {root} before an address such as go/refunds."
    parts = [f"{lead}\n{{: .guide__on-paper }}"]
    parts += [_question(site, one, number) for number, one in enumerate(questions, start=1)]
    parts += [_end(site, one) for one in dict.fromkeys((one.page or "").partition("#")[0] for one in ends)]
    parts += [_contact(site, one) for one in dict.fromkeys(one.contact for one in ends) if one]
    return tabs_block("guide guide--all", *parts)


def _one(site: Site, name: str) -> str:
    """Return a question for its own page: the way to it, its options, and the way back."""
    way = _way_to(site, name)
    said = bullets(f"[{site.project.questions[one].options[key].label}](/{page_of(one)}.md)" for one, key in way)
    parts = [block("nav.guide__way[aria-label='Your answers']", "You said:", said)] if way else []
    back = f"[Back](/{page_of(way[-1][0])}.md) " if way else ""
    foot = f"{back}[Start again](/{page_of(START)}.md)\n{{: .guide__foot }}"
    return tabs_block("guide", *parts, _options(site, name), foot)


def _way_to(site: Site, name: str) -> list[tuple[str, str]]:
    """Return the answers that lead to a question, where only one way does."""
    guide = site.project.guide
    found = [way for way, led_to in ways(guide, site.project.payers) if led_to == name] if guide else []
    return found[0] if len(found) == 1 else []


def _question(site: Site, name: str, number: int) -> str:
    heading = f"## {site.named('questions', name).ask} {{: #ask-{name} data-number={number} }}"
    return block(f"section.guide__question[data-question={name}]", heading, _options(site, name))


def _options(site: Site, name: str) -> str:
    question = site.named("questions", name)
    lines = bullets(_option(site, key, one) for key, one in options_of(question, site.project.payers).items())
    helped = f"{site.render(question.help)}\n{{: .guide__help }}" if question.help else ""
    return paragraphs(helped, block("div.guide__options", lines))


def _option(site: Site, key: str, option: Option) -> str:
    """Return an option: its words, how to tell, and where it leads."""
    about = _span("hint", plain(site.render(option.hint))) if option.hint else ""
    if option.next:
        address, place = site.address(page_of(option.next)), f"data-next={option.next}"
        about += _span("number", str(list(site.project.questions).index(option.next) + 1))
    else:
        page = option.page or ""
        address, place = site.address(page), f"data-end={page.partition('#')[0]}"
        place += f" data-reach={option.contact}" if option.contact else ""
        about += _span("said", site.linked(option.text, page)) if option.text else ""
        go = short_address(site, site.article_at(page)).partition("/")[2]
        parts = {"title": _title(site, page), "begin": _begin(site, option), "go": go}
        about += _span("leads", "".join(_span(one, text) for one, text in parts.items()))
    return f"[{option.label}]({address}){{: data-option={key} {place} }}{about}"


def _span(name: str, text: str) -> str:
    return f'<span class="guide__{name}">{text}</span>'


def _title(site: Site, page: str) -> str:
    """Return the title of the page at which a way ends and, of a section, its heading."""
    article, section = site.article_at(page), page.partition("#")[2]
    if "{{" in article.title:  # reported where it stands (front-matter-markup)
        raise BrokenRecordError(article.id)
    heading = re.search(rf"^#+ (.+?) \{{: #{section} \}}$", article.body, re.M) if section else None
    return f"{article.title}: {heading[1]}" if heading else article.title


def _begin(site: Site, option: Option) -> str:
    """Return the first sentence of what an end says: the option's own words or the page's short answer."""
    meta = site.article_at(option.page or "").meta
    answer = meta.answer if isinstance(meta, ArticleMeta) else meta.description if meta else ""
    # Split before its macros are called: a fact of a later sentence is not shown.
    first = re.split(r"(?<=[.?!])\s", option.text or answer, maxsplit=1)[0]
    return plain(site.line(first))


def _end(site: Site, name: str) -> str:
    """Return what an end says: title, short answer, and the link to the page. A script adds what the option says."""
    meta = site.article_at(name).meta
    parts = [f"## {_title(site, name)} {{: #end-{name.replace('/', '-')} }}"]
    if isinstance(meta, ArticleMeta):
        parts.append(answer_block(site, meta, "div.answer"))
    parts.append(f"[Read the whole answer]({site.address(name)})\n{{: .guide__read }}")
    return block(f"section.guide__end[data-answer='{name}']", *parts)


def _contact(site: Site, name: str) -> str:
    """Return whom to reach at an end, and what to say."""
    card = provider_contacts(site) if name == OWN_PROVIDER else contact_card(site, site.named("partners", name).id)
    return tabs_block("guide__contact", card, attributes=f' data-contact="{name}"')
