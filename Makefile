# Two commands for a new machine: `make demo` and `make test`. Needs Python 3.11 or newer with venv; no root.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
CHAPTER := seeds/indsr-2023-chapter-6.txt

.PHONY: help demo test test-all lint bench clean
help:
	@echo 'make demo      install into $(VENV) and run the main job on the seed chapter'
	@echo 'make test      the tests, in under 5 minutes'
	@echo 'make test-all  the slow ones too: browser, official Anki, peers, kills'
	@echo 'make lint      ruff and mypy'
	@echo 'make bench     speed beside named peers, as ratios'

$(VENV)/base:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo 'Zhengming needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo 'This Python cannot make virtual environments; on Debian: apt-get install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/base pyproject.toml
	@echo 'installing into $(VENV) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/test-installed: $(VENV)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/slow-installed: $(VENV)/test-installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,slow]'
	@npm install --silent --no-audit --no-fund --prefix $(VENV)/node prh@5.4.4 || \
	  echo 'without prh, from npm, the tests in which it reads our rules are skipped' >&2
	@touch $@

demo: $(VENV)/installed
	@mkdir -p $(DEMO)
	@echo; echo '1. The terms that the chapter glosses'; echo
	@$(BIN)/zhengming extract $(CHAPTER) > $(DEMO)/pairs.txt
	@head -12 $(DEMO)/pairs.txt
	@echo '   ...'
	@$(BIN)/zhengming extract $(CHAPTER) --format jsonl > $(DEMO)/pairs.jsonl
	@echo; echo '2. Look one up'; echo
	@$(BIN)/zhengming lookup 去風險
	@echo; echo '3. Check a draft translation with planted faults against the chapter'; echo
	@$(BIN)/zhengming check examples/draft.en.md --source $(CHAPTER) > $(DEMO)/findings.txt; test $$? -eq 1
	@head -12 $(DEMO)/findings.txt
	@echo '   ...'
	@tail -1 $(DEMO)/findings.txt
	@echo; echo '4. An Anki deck of the glossary'; echo
	@$(BIN)/zhengming export anki -o $(DEMO)/us-china-technology.apkg
	@echo; echo 'The results:'
	@echo '  $(DEMO)/pairs.txt, $(DEMO)/pairs.jsonl   the pairs, to read and for programs'
	@echo '  $(DEMO)/findings.txt                   what the check found'
	@echo '  $(DEMO)/us-china-technology.apkg       open it with Anki'
	@echo '  $(BIN)/zhengming --help              the command itself'

test: $(VENV)/test-installed
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy
	@$(BIN)/python -m pytest -m 'not slow' -n auto -q

test-all: $(VENV)/slow-installed
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy
	@$(BIN)/python -m pytest -n auto -q

lint: $(VENV)/test-installed
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: $(VENV)/slow-installed
	@$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
