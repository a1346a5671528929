"""How a reader reports a wrong fact: only by a route that is configured."""

from __future__ import annotations

from macros.registry import Site, macro


@macro("feedback_route()", block=True)
def feedback_route(site: Site) -> str:
    """The configured ways to send feedback, or the plain statement that none is set up."""
    address, repository = site.extra.get("feedback_email"), site.config.get("repo_url")
    ways = []
    if address:
        ways.append(f"- Write to [{address}](mailto:{address}).")
    if repository:
        ways.append(f"- Open an issue or a pull request in [this site's repository]({repository}).")
    if not ways:
        return "This copy of the site has no address for feedback yet."
    return "\n".join(ways)
