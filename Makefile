# Selisih's everyday commands. `make` alone lists them.
#
# Everything lives in .venv/, made from the two locks with their hashes checked; it is filled again only when a
# lock has changed. PYTHON chooses the interpreter that .venv/ is made from; ARGS is handed on to the command.

PYTHON ?= python3
ARGS ?=

# Windows puts a virtual environment's programs elsewhere.
VENV_PYTHON := $(if $(filter Windows_NT,$(OS)),.venv/Scripts/python.exe,.venv/bin/python)
RUNTIME := .venv/.installed-runtime
DEV := .venv/.installed-dev
NODE := node_modules/.installed

# An environment whose interpreter no longer starts (the system's Python was replaced) is made anew.
ifneq ($(shell $(VENV_PYTHON) -c 'print("ok")' 2>/dev/null),ok)
STALE := stale
endif

PIP_INSTALL = $(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test lint audit bench lock clean environment stale

help:
	@echo 'make site    set up and build the site into _site/'
	@echo 'make serve   preview it, rebuilt at every save'
	@echo 'make check   check the content'
	@echo 'make test    run the tests, with a real browser'
	@echo 'make lint    style and types'
	@echo 'make audit   validators that need Node and Java'
	@echo 'make bench   time it beside other generators, which are fetched into .bench/'
	@echo 'make lock    write the locks again (UPGRADE=--upgrade takes the newest versions)'
	@echo 'make clean   remove everything that was made here'

site: $(RUNTIME)
	@$(VENV_PYTHON) build.py build $(ARGS)
	@echo 'To edit with a live preview, run `make serve`.'

serve: $(RUNTIME)
	@$(VENV_PYTHON) build.py serve $(ARGS)

check: $(RUNTIME)
	@$(VENV_PYTHON) build.py check $(ARGS)

# Nothing is printed after pytest, whose closing line is the result.
test: $(DEV)
	@chromium="$$($(VENV_PYTHON) -m tests.find_browser --install)" && \
	SELISIH_CHROMIUM="$$chromium" $(VENV_PYTHON) -m pytest -n auto --dist loadfile $(ARGS)

lint: $(DEV)
	@$(VENV_PYTHON) -m ruff check --quiet
	@$(VENV_PYTHON) -m ruff format --check --quiet || { \
		echo 'The files above are not formatted: run `$(VENV_PYTHON) -m ruff format`.' >&2; exit 1; }
	@$(VENV_PYTHON) -m mypy --strict
	@$(VENV_PYTHON) -m check_jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@echo 'Lint: clean.'

audit: tools-for-audit site $(DEV) $(NODE)
	@$(VENV_PYTHON) -m pytest tests/audit/language_server.py tests/audit/sarif.py tests/audit/lighthouse.py
	@java -jar node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html _site
	@echo 'Audit: the Nu HTML checker finds no error in _site/.'

.PHONY: tools-for-audit
tools-for-audit:
	@missing=''; \
	command -v node >/dev/null || missing="$$missing node"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	command -v java >/dev/null || missing="$$missing java"; \
	test -z "$$missing" || { \
		echo "make audit: not found:$$missing. On Debian or Ubuntu: apt install nodejs npm default-jre-headless" >&2; \
		exit 1; }

# Needs node and npm for Eleventy; who cannot take part is left out, with a line that says why.
bench: $(RUNTIME)
	@$(VENV_PYTHON) -m bench.build $(ARGS)

# uv is wanted here alone, so it is in no lock. Constraining the second lock by the first keeps them in step.
UPGRADE ?=
UV_COMPILE = $(VENV_PYTHON) -m uv --quiet --no-config pip compile --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE) pyproject.toml
lock: environment
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@$(UV_COMPILE) --output-file requirements.lock >/dev/null
	@$(UV_COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock >/dev/null
	@echo 'Wrote requirements.lock and requirements-dev.lock.'

clean:
	rm -rf .venv .bench _site .selisih dist node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------ what the commands stand on

$(RUNTIME): requirements.lock $(STALE)
	@$(MAKE) --no-print-directory environment
	@echo 'Installing the packages of requirements.lock into .venv/ ...'
	@$(PIP_INSTALL) requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(STALE)
	@$(MAKE) --no-print-directory environment
	@echo 'Installing the packages of requirements-dev.lock into .venv/ ...'
	@$(PIP_INSTALL) requirements-dev.lock
	@touch $@

$(NODE): package-lock.json
	@echo 'Installing the validators of package-lock.json into node_modules/ ...'
	@npm ci --silent
	@touch $@

environment:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'Selisih needs Python 3.11 or newer, and there is no $(PYTHON) here. On Debian or Ubuntu: apt install python3 python3-venv' >&2; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Selisih needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv' >&2; \
		exit 1; }
	@$(VENV_PYTHON) -m pip --version >/dev/null 2>&1 || { \
		echo 'Making .venv/ with '"$$($(PYTHON) --version)"' ...'; \
		$(PYTHON) -m venv --clear .venv; }
