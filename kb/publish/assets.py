"""Makes one style sheet and one script of the many that a page links, and leaves out what no page uses.

It works on the built pages: they name the files, in their order, and they use the rules. Without this step the pages
work as well, and are larger. The packages that do the work are named in kb/search/engine/package.json.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kb.model.diagnostic import Diagnostic
from kb.search.bundle import ENGINE, run_node

STEP = Path(__file__).with_suffix(".mjs")
RESULTS = ENGINE / "src/results.js"
# What was made of the same files and words is not made again. A change back and forth finds the older ones.
CACHE = ENGINE / "node_modules/.cache/assets"
KEPT = 20
# Where the bundles stand in the pages: in the place of the first style sheet, and of this script.
FIRST_SCRIPT = "assets/scripts/search-loader.js"
# Scripts may import each other.
MODULES = "assets/scripts"
# These scripts stay alone: the first runs before anything is drawn, the others come when somebody needs them.
ALONE = tuple(f"assets/scripts/{name}.js" for name in ("before-paint", "search", "guide"))
LINK = re.compile(rb'<link rel="stylesheet" href="([^"]*)(assets/[^"]+\.css)">')
SCRIPT = re.compile(rb'<script src="([^"]*)(assets/[^"]+\.js)"([^>]*)></script>')
TAG = re.compile(rb'<[a-z][^>]*>|<script id="__config"[^<]*')
# How many tabs a set has, as pymdown-extensions writes it.
TABS = re.compile(rb'\bdata-tabs="\d+:(\d+)"')
# What an attribute says to people names no rule.
PROSE = re.compile(rb'\b(?:content|title|alt|aria-label|placeholder)="[^"]*"')
NAME = re.compile(rb"[\w-]+")
# As well the names of the theme's features, such as content.tooltips.
WORD = re.compile(rb"[\w.-]+")
VERBATIM = re.compile(rb"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)


def publish_assets(folder: Path, root: Path) -> list[Diagnostic]:
    """Bundle what the pages of a built site link, and take the single files out of it.

    Return what is wrong in a style sheet or a script; the site then stays as it was.
    """
    pages = list(folder.rglob("*.html"))
    home = (folder / "index.html").read_bytes()
    styles = [name.decode() for _, name in LINK.findall(home)]
    scripts = [name.decode() for _, name, _ in SCRIPT.findall(home) if name.decode() not in ALONE]
    # What the settings name and nobody can load is reported as a dead link.
    if not all((folder / name).exists() for name in (*styles, *scripts, *ALONE)):
        return []
    made = _made(folder, root, styles, scripts, *_used(pages))
    if "errors" in made:
        return [_diagnostic(one) for one in made["errors"]]
    alone = zip(ALONE, made["alone"], strict=True)
    named = {name: _write(folder, f"assets/{Path(name).name}", text) for name, text in alone}
    named[styles[0]] = _write(folder, "assets/site.css", made["css"])
    named[FIRST_SCRIPT] = _write(folder, "assets/site.js", made["script"])
    bundled = {name.encode(): named.get(name, "").encode() for name in (*styles, *scripts, *ALONE)}
    for page in pages:
        page.write_bytes(_relinked(page.read_bytes(), bundled))
    for name in (*styles, *scripts, *ALONE):
        (folder / name).unlink()
    # The empty folders, and the rest of the theme's: source maps, and what its own search needs.
    for unused in ("scripts", "styles", "javascripts", "stylesheets"):
        shutil.rmtree(folder / "assets" / unused, ignore_errors=True)
    return []


def _used(pages: Iterable[Path]) -> tuple[set[bytes], int]:
    """Return every word in the tags of pages, of results and in the theme's settings; and how many tabs a set has."""
    # The results of a search are on no page: the worker makes them.
    tags = set(TAG.findall(RESULTS.read_bytes()))
    for page in pages:
        tags.update(TAG.findall(page.read_bytes()))
    tabs = max((int(found[1]) for tag in tags if (found := TABS.search(tag))), default=0)
    return {word for tag in tags for word in WORD.findall(PROSE.sub(b"", tag))}, tabs


def _made(
    folder: Path, root: Path, styles: list[str], scripts: list[str], words: set[bytes], tabs: int
) -> dict[str, Any]:
    """Return the one style sheet, the one script and those that stay alone, or what is wrong in them."""
    texts = {name: (folder / name).read_bytes() for name in (*styles, *scripts, *ALONE)}
    modules = [file.read_bytes() for file in sorted((folder / MODULES).glob("*.js"))]
    step = STEP.read_bytes()
    # A new word in an article changes nothing, as long as no rule names it.
    words = words & {*WORD.findall(step), *NAME.findall(b"\n".join((*texts.values(), *modules)))}
    key = hashlib.sha256(b"\0".join((step, *texts.values(), *modules, *sorted(words), b"%d" % tabs))).hexdigest()[:32]
    kept = CACHE / f"{key}.json"
    # Others may build at the same time, and remove what is kept.
    with suppress(FileNotFoundError):
        return dict(json.loads(kept.read_text(encoding="utf-8")))
    groups = {"styles": styles, "scripts": scripts, "alone": ALONE}
    task = {
        "folder": str(folder.resolve()),
        **{
            group: [{"name": name, "own": (root / "docs" / name).exists()} for name in names]
            for group, names in groups.items()
        },
        "words": sorted(word.decode() for word in words),
        "tabs": tabs,
    }
    made = dict(json.loads(said := run_node(STEP, input=json.dumps(task)).stdout))
    if "errors" not in made:
        CACHE.mkdir(parents=True, exist_ok=True)
        if len(others := list(CACHE.glob("*.json"))) >= KEPT:
            for old in others:
                old.unlink(missing_ok=True)
        new = kept.with_suffix(f".{folder.name}")
        new.write_text(said, encoding="utf-8")
        new.replace(kept)
    return made


def _write(folder: Path, name: str, text: str) -> str:
    """Write a file under a name that changes with its text, so that browsers may keep it for ever. Return the name."""
    stem, dot, ending = name.rpartition(".")
    new = f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}{dot}{ending}"
    (folder / new).write_text(text, encoding="utf-8")
    return new


def _relinked(page: bytes, bundled: dict[bytes, bytes]) -> bytes:
    """Return a page that links the bundles, without the indents: a twentieth of its bytes."""

    def link(found: re.Match[bytes]) -> bytes:
        name = bundled.get(found[2], found[2])
        return found[0].replace(found[2], name) if name else b""

    # A script waits for the style sheets above it, and the rest of the page for the script: these stand last in <head>.
    sheets = b"".join(link(one) for one in LINK.finditer(page))
    page = SCRIPT.sub(link, LINK.sub(b"", page)).replace(b"</head>", sheets + b"</head>", 1)
    for name in ALONE:
        page = page.replace(f'{name}"'.encode(), bundled[name.encode()] + b'"')
    parts = VERBATIM.split(page)
    parts[::2] = [b"\n".join(filter(None, map(bytes.strip, part.split(b"\n")))) for part in parts[::2]]
    return b"".join(parts)


def _diagnostic(one: dict[str, Any]) -> Diagnostic:
    """Return as an error what is wrong in a file."""
    place = (one.get("line") or 1, (one.get("column") or 0) + 1)
    found = f"{one['text']}: `{(one.get('lineText') or '').strip()[:80]}`"
    return Diagnostic(
        f"docs/{one['name']}", *place, "asset-syntax", found, "a style sheet or a script that a browser can read"
    )
