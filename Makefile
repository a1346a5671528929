# Thin wrappers. Set-up runs by itself, and only when its inputs changed.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
ENGINE := kb/search/engine
WORKER := $(ENGINE)/dist/worker.js
# The last of what the browser tests bring.
BROWSER := tests/browser/node_modules/axe-core/axe.min.js
export NO_MKDOCS_2_WARNING := 1
# What doesn't wait for another is made beside it: the lint runs while the browser's packages are fetched.
MAKEFLAGS += --jobs=2

.DEFAULT_GOAL := help
.PHONY: help serve build check fix stale test test-fast lint impact new-article new-partner ledger schemas prose bench bench-search bench-scale lock shots clean

help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(WORKER) ## Build and serve with live reload on http://127.0.0.1:8000 (another port: PORT=8010)
	$(BIN)/python -m mkdocs serve --no-strict --livereload --dev-addr 127.0.0.1:$(PORT)

build: $(WORKER) ## Build the site into site/; on any error, report all of them and leave site/ as it was
	@$(BIN)/python -m mkdocs build

check: $(WORKER) ## Report all errors without publishing (for a pull request or a program: FORMAT=github or json)
	@$(BIN)/python -m kb check --format "$${FORMAT:-text}"

fix: $(WORKER) ## Fix what needs no decision (a hardcoded phone number, a typo in a name), and report what is left
	@$(BIN)/python -m kb fix

stale: $(VENV)/.site ## List what is due for review, oldest first (also what was never checked live: ALL=1)
	@$(BIN)/python -m kb stale $${ALL:+--all}

test: $(BROWSER) $(WORKER) lint ## Run all tests, those in a browser too (with another day in the browser: TODAY=2029-03-01)
	$(BIN)/python -m pytest tests

test-fast: $(VENV)/.dev $(WORKER) lint ## Run the tests that need no browser (a few minutes)
	$(BIN)/python -m pytest tests --ignore tests/browser

impact: $(WORKER) ## Show what a change does to the pages that readers see (other revisions: BASE=main HEAD=my-branch)
	@$(BIN)/python -m kb impact "$$BASE" "$$HEAD"

new-article: $(WORKER) ## Begin an article: SECTION=billing TITLE="…" (another file name than the title's: NAME=…)
	@$(BIN)/python -m kb new-article --section="$$SECTION" --title="$$TITLE" --name="$$NAME"

new-partner: $(WORKER) ## Begin a provider: ID=acme NAME="Acme Cable"
	@$(BIN)/python -m kb new-partner "$$ID" "$$NAME"

schemas: $(VENV)/.site ## Regenerate the schemas for editors' programs from the types in kb/model/
	@$(BIN)/python -m kb schemas

ledger: $(WORKER) ## Add each new address of the site to macros/data/addresses.txt
	@$(BIN)/python -m kb ledger

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: $(BROWSER) $(WORKER) ## Report how long a warm build takes, and what a page costs its readers, beside the theme alone
	@$(BIN)/python -m tests.bench.pages

bench-search: $(BROWSER) build ## Report how well and how fast the search works, in a real browser
	@$(BIN)/python -m tests.search.bench

bench-scale: $(BROWSER) $(WORKER) ## Report how the site grows (100, 300 and 1,000 made-up articles, beside the theme alone), and how fast the preview is
	@$(BIN)/python -m tests.bench.scale

prose: $(VENV)/.dev build ## List every article with its longest sentence and its reading age
	@$(BIN)/python -W ignore -m tests.prose

lock: $(VENV)/.dev ## Regenerate the lock files from requirements.txt, requirements-dev.txt and requirements-node.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header requirements.txt -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -c requirements.lock requirements-dev.txt -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header requirements-node.txt -o requirements-node.lock

shots: $(BROWSER) $(WORKER) ## Take screenshots of each page type into shots/, listed in shots/index.html (README=1: only the README's two)
	$(BIN)/python -m tests.browser.shots $${README:+--readme}

clean: ## Remove everything that was generated
	rm -rf $(VENV) site .cache shots .pytest_cache .ruff_cache .mypy_cache $(ENGINE)/node_modules $(ENGINE)/dist tests/browser/node_modules tests/bench/node_modules

$(VENV)/.site: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make … PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(WORKER): $(VENV)/.site requirements-node.lock kb/search/bundle.py $(ENGINE)/package-lock.json $(wildcard $(ENGINE)/src/*.js)
	@$(BIN)/python -m kb.search.bundle

# After the worker, which may install Node into the same environment.
$(VENV)/.dev: $(VENV)/.site requirements-dev.lock | $(WORKER)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(BROWSER): $(VENV)/.dev $(WORKER) tests/browser/install.py tests/browser/package-lock.json
	$(BIN)/python -m tests.browser.install
	@touch $@
