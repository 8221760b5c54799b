# `make site` builds the website, `make test` says whether the work is done, `make help` lists the rest.
# Needed beforehand: Python 3.11 or newer, make and git. Everything else lands in .venv and tests/node/node_modules;
# a browser, Node, Java, nginx and Pango, which tests need, are asked of Debian's package manager where it may be asked.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

# What `make pins` compiles with; the two files' first lines repeat it.
UV := uv==0.13.8
COMPILE := pip compile --quiet --system-certs --universal --generate-hashes --no-emit-index-url --python-version 3.11

# What `make audit` asks with.
AUDIT := pip-audit==2.10.1

# What `make mutants` makes mutants with; how many it draws, and by which seed.
MUTMUT := mutmut==3.8.1
MUTANTS := 600
SEED := 7

# The form for writing in the browser, with the digest of its package.
DECAP := decap-cms-3.16.3.tgz
DECAP_SHA512 := 85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63

# Compiled modules are kept, or each of the many processes that tests start would compile all of them again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test test-long check format pictures icons lighthouse mutants pins audit form clean help

site: $(VENV)/runtime ## build the website into site/ (the default)
	@$(PY) build.py build

test: $(VENV)/dev ## format, lint, types and every test, those in a browser included
	$(PY) -m tools.browser
	$(PY) -m tools.checkers
	$(PY) -m tools.nginx
	$(PY) -m tools.pango
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m pytest -n 4 --dist worksteal

test-long: $(VENV)/dev ## what `make test` leaves out: more of the same, for a release or a change to publishing
	TMPDIR=$${TMPDIR:-/tmp} EXAMPLES=all $(PY) -m pytest -n 4 --dist worksteal -m "long or hypothesis"

check: $(VENV)/runtime ## name every problem in the sources, write nothing
	@$(PY) build.py check

format: $(VENV)/dev ## lay out the code and mend what ruff can mend by itself
	$(PY) -m ruff format
	$(PY) -m ruff check --fix

pictures: $(VENV)/dev ## take the README's pictures of the site afresh
	$(PY) -m tools.browser
	$(PY) tools/pictures.py

lighthouse: $(VENV)/dev ## measure every kind of page as on a slow phone; takes minutes, and writes a table in docs/
	$(PY) -m tools.browser
	$(PY) -m tools.lighthouse

mutants: ## change a copy of the program a little, MUTANTS times at random, and see whether tests notice; takes hours
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(PYTHON) -m venv "$$folder"/venv && mkdir "$$folder"/copy && \
	"$$folder"/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt && \
	"$$folder"/venv/bin/python -m pip install --quiet --disable-pip-version-check $(MUTMUT) && \
	git ls-files -z | tar --create --null --files-from - | tar --extract --directory "$$folder"/copy && \
	cd "$$folder"/copy && ../venv/bin/mutmut run --max-children 1 learnbrief.problems.source.x__place__mutmut_1 && \
	../venv/bin/python -m tools.mutants $(MUTANTS) $(SEED) ../results

icons: $(VENV)/dev ## draw the icons in PNG afresh from templates/assets/icon.svg
	$(PY) -m tools.browser
	$(PY) tools/icons.py

pins: ## write requirements*.txt afresh from pyproject.toml (UPGRADE=--upgrade for the newest)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(PYTHON) -m venv "$$folder" && \
	"$$folder"/bin/python -m pip install --quiet --disable-pip-version-check $(UV) && \
	"$$folder"/bin/uv $(COMPILE) $(UPGRADE) pyproject.toml --output-file requirements.txt && \
	"$$folder"/bin/uv $(COMPILE) $(UPGRADE) --constraints requirements.txt pyproject.toml --extra pdf \
		--output-file requirements-pdf.txt && \
	"$$folder"/bin/uv $(COMPILE) $(UPGRADE) --constraints requirements-pdf.txt pyproject.toml --extra import --extra pdf --extra xlsx --group dev \
		--output-file requirements-dev.txt

audit: ## ask a public list whether any pinned library has a known hole (needs a network that reaches the list)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(PYTHON) -m venv "$$folder" && \
	"$$folder"/bin/python -m pip install --quiet --disable-pip-version-check $(AUDIT) && \
	"$$folder"/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements-dev.txt || \
	{ echo "Not audited, or with a hole: see above. Where the list cannot be reached, nothing is known of any library." >&2; exit 1; }

form: ## bring the form for writing in the browser afresh from its npm package (needs npm)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	npm pack --silent --pack-destination "$$folder" $(patsubst decap-cms-%.tgz,decap-cms@%,$(DECAP)) && \
	echo "$(DECAP_SHA512)  $$folder/$(DECAP)" | sha512sum --check --quiet && \
	tar -xzf "$$folder/$(DECAP)" -C "$$folder" && \
	cp "$$folder/package/dist/decap-cms.js" templates/admin/decap-cms.js && \
	cp "$$folder/package/dist/decap-cms.js.LICENSE.txt" templates/admin/NOTICES

clean: ## remove .venv, what builds remember and caches; site/ is left to the next build
	rm -rf $(VENV) tests/node/node_modules tools/lighthouse/node_modules .learnbrief .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

# A stamp is younger than the pins it was installed from, so a second run installs nothing.
# The development pins hold the runtime ones, so they serve for both.
$(VENV)/runtime: requirements.txt $(PY)
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/dev: requirements.txt requirements-dev.txt $(PY)
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/runtime

# A dangling link, to a Python since removed, counts as absent: the folder is then made afresh.
$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3.11 or newer, or name yours: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Learnbrief needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv. Install it (on Debian and Ubuntu: apt install python3-venv) and run make again." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
