# 惠企 huiqi. `make help` lists the targets; `make run` and `make test` do everything from a fresh clone.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test fuzz fuzz-files audit superuser screenshots figures-score drafting-effort clean bench drill

PORT ?= 8000
REQUESTS ?= 10000
FILES ?= 500
PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
MANAGE := $(PY) manage.py
SYNCED := .venv/synced

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

$(SYNCED): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11.") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/uv || { echo "Making .venv …"; $(PYTHON) -m venv .venv; $(BIN)/pip install --quiet --disable-pip-version-check uv; }
	@echo "Installing the locked packages …"
	@$(BIN)/uv sync --locked --quiet
	@touch $@

.env: | $(SYNCED)
	@umask 077; printf 'SECRET_KEY=%s\nALLOWED_HOSTS=localhost,127.0.0.1,[::1]\nHTTPS=off\n' "$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))')" > $@
	@echo "Wrote .env with a secret key for this machine (see .env.example)."

run: $(SYNCED) .env ## Serve at http://127.0.0.1:8000 (PORT= changes it): installs, migrates, loads the content if empty
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) setup_roles
	@$(MANAGE) load_content --if-empty
	@$(MANAGE) rebuild_search --if-needed
	@$(MANAGE) create_first_staff
	@$(MANAGE) publish_dataset --root http://127.0.0.1:$(PORT)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@echo "惠企: http://127.0.0.1:$(PORT)/   staff: http://127.0.0.1:$(PORT)/$${ADMIN_PATH:-admin}/ (no login yet? make superuser)"
	@exec $(BIN)/gunicorn -c config/gunicorn.py config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4

superuser: $(SYNCED) .env ## Make an administrator for the admin
	@$(MANAGE) createsuperuser

screenshots: $(SYNCED) ## Make the pictures in docs/screenshots from the content (needs Chromium)
	@$(PY) docs/screenshots.py

figures-score: $(SYNCED) ## Score the reading of figures on an annotated corpus (CORPUS=../shared/corpus)
	@$(PY) benchmarks/figures_score.py $(CORPUS)

drafting-effort: $(SYNCED) ## Take a text from file to published in a browser, counting clicks and fields (TEXT=a file; else a made-up text)
	@TEXT="$(TEXT)" DATABASE_URL=sqlite:///var/tests.sqlite3 $(BIN)/pytest -q -s -m browser -o timeout=900 tests/browser/test_drafting_effort.py

bench: $(SYNCED) .env ## Measure pages at 1k/10k/100k on both databases (BENCH="--largest 1000000" adds 1M on PostgreSQL)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(PY) -m benchmarks.run $(BENCH)

fuzz: $(SYNCED) ## Send REQUESTS (10,000) hostile requests to every page, form and parser on both databases: none may fail
	@FUZZ_REQUESTS=$(REQUESTS) DATABASE_URL=sqlite:///var/tests.sqlite3 $(BIN)/pytest -q -s -o timeout=7200 tests/fuzz
	@FUZZ_REQUESTS=$(REQUESTS) $(PY) tests/with_postgres.py $(BIN)/pytest -q -s -o timeout=7200 tests/fuzz

fuzz-files: $(SYNCED) ## Hand in FILES (500) damaged files of each format at the desk: each is read or refused, soon
	@FUZZ_FILES=$(FILES) FUZZ_SEED=$$RANDOM DATABASE_URL=sqlite:///var/tests.sqlite3 $(BIN)/pytest -q -s -o timeout=7200 tests/fuzz/test_damaged_files.py

audit: $(SYNCED) ## Weaknesses in our code and in locked packages (asks pypi.org), their hashes, licences, SBOM (var/sbom.json)
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml config policies incentives manage.py
	@$(BIN)/uv lock --check --quiet
	@mkdir -p var && $(BIN)/uv export --locked --quiet --no-emit-project --output-file var/locked.txt
	@$(BIN)/uv export --locked --quiet --no-emit-project --no-dev --output-file var/locked-site.txt
	@$(PY) -m benchmarks.licences var/locked-site.txt
	@$(BIN)/uv export --locked --quiet --no-emit-project --no-dev --format cyclonedx1.5 --output-file var/sbom.json
	@$(BIN)/pip-audit --requirement var/locked.txt --disable-pip --require-hashes --strict --progress-spinner off

drill: $(SYNCED) .env ## Kill, silence and lock each server in turn under load, then 3 minutes' mixed load (Debian's servers; 20 minutes)
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(PY) -m benchmarks.drill $(DRILL)

test: $(SYNCED) ## Lint, checks, the suite on SQLite, tests of our own SQL on PostgreSQL too, browser tests, coverage gate
	@$(PY) tests/run_all.py

clean: ## Remove everything that was made, but not .env and not the database
	rm -rf .venv var/static var/test* .pytest_cache .ruff_cache .coverage*
