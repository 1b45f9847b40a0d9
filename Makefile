# `make demo` and `make test` work in a fresh clone: each makes .venv and installs what it needs.
# PYTHON=… chooses the Python that .venv is made with.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
CONSUMERS := .consumers
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CODE := src tests loaders benchmarks scripts

##@ Use

.PHONY: demo
demo: $(VENV)/installed ## Load the demonstration data into a graph of its own and ask it questions
	@home=$$(mktemp -d); trap 'rm -rf "$$home"' EXIT; \
	env -u AIGEO_URI -u AIGEO_LOADERS -u AIGEO_QUERIES AIGEO_HOME="$$home" $(BIN)/aigeo demo

.PHONY: neo4j
neo4j: $(VENV)/installed-dev ## Start a local Neo4j and print the lines that make aigeo use it
	@$(BIN)/aigeo neo4j start

##@ Check

.PHONY: test
test: lint docs pytest ## Everything: lint, types, layers, generated files, tests on both engines

.PHONY: lint
lint: $(VENV)/installed-dev ## Ruff, mypy, import layers, freshness of generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m aigeo.model.generate --check

.PHONY: docs
docs: $(VENV)/installed-dev ## The documentation site, in site/; a broken link fails
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

.PHONY: pytest
pytest: $(VENV)/installed-dev ## The tests on the embedded engine and on Neo4j (ARGS=… for pytest)
	@scripts/find_chromium.sh --install >/dev/null
	$(BIN)/pytest $(ARGS) </dev/null

.PHONY: consumers
consumers: $(VENV)/installed-dev $(CONSUMERS)/installed ## Exports read by the real followthemoney and kgx, in .consumers
	AIGEO_CONSUMERS_PYTHON=$(CURDIR)/$(CONSUMERS)/bin/python $(BIN)/pytest tests/consumers </dev/null

.PHONY: coverage
coverage: $(VENV)/installed-dev ## The tests with a report of the lines that they miss
	@scripts/find_chromium.sh --install >/dev/null
	$(BIN)/pytest --cov=aigeo --cov-report=term-missing:skip-covered $(ARGS) </dev/null

##@ Work

.PHONY: format
format: $(VENV)/installed-dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: generate
generate: $(VENV)/installed-dev ## Write the files that are generated from schema/
	$(BIN)/python -m aigeo.model.generate

.PHONY: bench
bench: $(VENV)/installed-dev ## Measure loading on both engines (ARGS=… for the benchmark)
	$(BIN)/python benchmarks/load_rate.py $(ARGS)

.PHONY: clean
clean: ## Remove .venv and everything that can be made again
	rm -rf $(VENV) $(CONSUMERS) build dist site .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## Show these targets
	@awk -F ':.*## ' '/^##@/ {print "\n" substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' Makefile

# The stamps below hold the installation against pyproject.toml; sources are used in place.

$(VENV)/bin/python:
	@python=$$(scripts/find_python.sh) || exit 1; \
	echo "making $(VENV) with $$python" >&2; \
	"$$python" -m venv $(VENV) || { rm -rf $(VENV); \
	echo "No virtual environment could be made; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@echo "installing aigeo into $(VENV)" >&2
	$(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "installing aigeo and its development tools into $(VENV)" >&2
	$(PIP) install --editable '.[dev,neo4j]'
	@touch $@ $(VENV)/installed

$(CONSUMERS)/installed: tests/consumers/requirements.txt | $(VENV)/bin/python
	@echo "installing followthemoney and kgx into $(CONSUMERS)" >&2
	$(BIN)/python -m venv --clear $(CONSUMERS)
	$(CONSUMERS)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps \
		--requirement tests/consumers/requirements.txt
	@touch $@
