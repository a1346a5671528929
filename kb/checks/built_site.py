"""The built site as its readers get it: pages, their ids, links, what they load, and their text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

FOLLOWED = {"a": "href", "area": "href", "form": "action"}
LOADED = dict.fromkeys(("img", "script", "source", "iframe", "video", "audio", "embed"), "src")
# Links in a page's head that name an address and load nothing.
HEAD_LINKS = {"canonical", "alternate", "prev", "next", "edit"}
BASE = "https://site.invalid"
# The theme's button that shares a search is written as a link.
THEMES_OWN = "javascript:void(0)"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an asset of a page: the address as it stands there, and where it leads on this site."""

    raw: str
    target: str | None  # the path on this site without a leading slash; None when it leads elsewhere
    fragment: str  # the part after `#`
    wrong: str = ""  # what is wrong with the address itself


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the built site."""

    url: str  # its address on the site, such as `billing/refunds/`, or `404.html`
    ids: frozenset[str]
    tabs: frozenset[str]  # the ids of its tabs
    repeated_ids: frozenset[str]
    links: tuple[Link, ...]  # its links and assets, each once
    loads: frozenset[str]  # the addresses on other hosts that it would load something from
    text: str  # its visible text, code samples left out
    content: str  # the part of it that its article made, without menus
    code: str  # the text of its code samples
    phones: frozenset[str]  # the addresses that a tap would dial
    inline: tuple[str, ...]  # scripts and styles in the page itself, as tags or attributes; not those of the theme

    @property
    def name(self) -> str:
        """Its address as an article's id, ``/index`` of a section page left out."""
        return self.url.rstrip("/") or "index"


class BuiltSite:
    """A built site in a folder, given the address that it was built for: its path is where the site's root lies."""

    def __init__(self, folder: Path, site_url: str) -> None:
        self.folder = folder
        self.host = urlsplit(site_url).netloc
        self.root = urlsplit(site_url).path.rstrip("/") + "/"

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML page by its address."""
        pages = (_read(self.folder, self.root, file) for file in sorted(self.folder.rglob("*.html")))
        return {page.url: page for page in pages}

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file of the site and every folder with an index, as addresses."""
        every = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()}
        return frozenset(every | set(self.pages))


def _read(folder: Path, root: str, file: Path) -> BuiltPage:
    url = re.sub(r"(^|/)index\.html$", r"\1", file.relative_to(folder).as_posix())
    tree = html.document_fromstring(file.read_bytes().decode("utf-8"))
    addresses, loads = [], []
    # Not by XPath: each text that it finds keeps the whole page in memory.
    ids = Counter(one.get("id") for one in tree.iter("*") if "id" in one.attrib)
    for element in tree.iter(*FOLLOWED, *LOADED, "link"):
        loaded = element.get(LOADED[element.tag]) if element.tag in LOADED else None
        if element.tag == "link" and not HEAD_LINKS & set((element.get("rel") or "").split()):
            loaded = element.get("href")
        loads.append(loaded or "")
        loads += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip()]
        address = element.get(FOLLOWED[element.tag]) if element.tag in FOLLOWED else loaded
        addresses += [] if address is None else [address]
    addresses += [one.partition("url=")[2] for one in tree.xpath("//meta[@http-equiv='refresh']/@content")]
    code = " ".join(sample.text_content() for sample in tree.xpath("//pre|//code[not(ancestor::pre)]"))
    inline = tuple(_inline(tree))
    etree.strip_elements(tree, "script", "style", "code", "pre", with_tail=False)
    body = tree.find("body")
    return BuiltPage(
        url,
        frozenset(ids),
        frozenset(tree.xpath("//div[contains(@class, 'tabbed-set')]/input/@id")),
        frozenset(one for one, times in ids.items() if times > 1),
        tuple(_resolve(root, url, raw) for raw in dict.fromkeys(addresses) if not raw.startswith("tel:")),
        frozenset(one for one in loads if re.match(r"(https?:)?//", one)),
        " ".join(body.itertext()) if body is not None else "",
        " ".join(words for part in tree.xpath("//article") for words in part.itertext()),
        code,
        frozenset(raw for raw in addresses if raw.startswith("tel:")),
        inline,
    )


def _resolve(root: str, url: str, raw: str) -> Link:
    return Link(raw, *_led_to(root, url, raw)) if raw else Link(raw, url, "", "a link without an address")


@lru_cache(maxsize=1 << 16)
def _led_to(root: str, url: str, raw: str) -> tuple[str | None, str, str]:
    """Return where an address on a page leads on this site, its fragment, and what is wrong with it."""
    if raw == THEMES_OWN:
        return None, "", ""
    scheme = urlsplit(raw).scheme if ":" in raw else ""
    if scheme == "mailto":
        good = re.fullmatch(r"[^@\s?]+@[\w-]+(\.[\w-]+)+(\?.*)?", raw.removeprefix("mailto:"))
        return None, "", "" if good else "a mailbox that cannot be"
    if scheme not in ("", "http", "https") and raw != "data:,":
        return None, "", f"the unknown kind of address `{scheme}:`"
    if raw.startswith("/") and not raw.startswith(root):
        return raw.lstrip("/"), "", f"an address outside this site's own root, {root}"
    absolute = urlsplit(urljoin(BASE + root + url, raw))
    inside = f"{absolute.scheme}://{absolute.netloc}" == BASE
    target = unquote(absolute.path.removeprefix(root)) if inside else None
    return target, unquote(absolute.fragment), ""


def _inline(tree: html.HtmlElement) -> Iterator[str]:
    """Return the scripts and styles that stand in a page itself. Links that hold a script are dead links already."""
    for element in tree.xpath("//script[not(@src)] | //style"):
        data = "json" in (element.get("type") or "")
        if not data and not any(one.fullmatch(element.text or "") for one in _themes_scripts()):
            yield f"<{element.tag}>"
    for element in tree.xpath("//*[@style or @srcdoc or @formaction or @*[starts-with(name(), 'on')]]"):
        for name, value in element.items():
            if name in ("style", "srcdoc", "formaction") or name.startswith("on"):
                yield f'{name}="{value}"'


@cache
def _themes_scripts() -> list[re.Pattern[str]]:
    """Return the theme's own inline scripts. What differs from page to page in them are addresses."""
    theme = find_spec("material")
    folder = Path(theme.origin or "").parent / "templates/partials/javascripts" if theme else Path()
    found = [one for file in folder.glob("*.html") for one in re.findall(r"<script>(.*?)</script>", file.read_text())]
    return [re.compile(r'[^"<>]*'.join(map(re.escape, re.split(r"\{\{.*?\}\}", one)))) for one in found]
