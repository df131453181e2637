# make demo   sets everything up and serves the demo at http://127.0.0.1:8000/ (HOST=, PORT=, PLAN=file)
# make test   sets up what the checks need and runs all of them
#
# uv is used where it is on the PATH, else venv and pip; both install exactly what requirements.lock says.

HOST ?= 127.0.0.1
PORT ?= 8000
PLAN ?=
WORKERS ?= 2
SHARED ?= ../shared

MAKEFLAGS += --no-print-directory
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The lock has two parts; this line stands between them.
CHECKS_BEGIN := \# What only the checks need.
CORE = $(wildcard plans/rules plans/importing plans/reporting)
PY := .venv/bin/python

# A stamp carries the lock's hash in its name: another lock is another stamp, and the same lock installs nothing.
LOCK_HASH := $(shell cksum < requirements.lock 2>/dev/null | tr ' ' '-')
RUN_STAMP := .venv/.run-$(LOCK_HASH)
CHECKS_STAMP := .venv/.checks-$(LOCK_HASH)

# Production as the checks see it: every value is made up.
PRODUCTION := TRACKER_PRODUCTION=1 SECRET_KEY=$(shell printf 'for-checks-only-%s-' 1a 2b 3c 4d 5e) ALLOWED_HOSTS=plan.example

say = @printf '\033[1m== %s\033[0m\n' "$(1)"

.PHONY: help setup migrate demo demo-build demo-reset serve test test-full browser lint lock score bench

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo 'also        setup, serve, demo-reset, test-full, lint, lock, score, bench'

# ── Setting up ────────────────────────────────────────────────────────────────────────────────────────────

.venv/bin/python:
	@python=; for name in python3.11 python3 python3.12 python3.13; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'Python 3.11 or newer is needed. On Debian 12: apt-get install python3 python3-venv' >&2; exit 1; \
	fi; \
	if command -v uv >/dev/null; then \
	  $$python -m venv --without-pip .venv; \
	elif ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "The venv module of $$python is missing. On Debian: apt-get install python3-venv" >&2; exit 1; \
	else \
	  $$python -m venv .venv; \
	fi

# $(1) is the file with the requirements.
install = if command -v uv >/dev/null; then \
	  uv pip install --quiet --python $(PY) --require-hashes -r $(1); \
	else \
	  $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null; \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(1); \
	fi

$(RUN_STAMP): | .venv/bin/python
	$(call say,installing what the program runs on)
	@mkdir -p -m 700 var && sed '/^$(CHECKS_BEGIN)/,$$d' requirements.lock > var/requirements.run
	@$(call install,var/requirements.run)
	@rm -f .venv/.run-* && touch $@

$(CHECKS_STAMP): $(RUN_STAMP)
	$(call say,installing what the checks need)
	@$(call install,requirements.lock)
	@rm -f .venv/.checks-* && touch $@

setup: $(RUN_STAMP) migrate

migrate: $(RUN_STAMP)
	@$(PY) manage.py migrate --verbosity 0

lock: | .venv/bin/python
	$(call say,choosing the newest versions that pyproject.toml allows)
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then \
	  $(PY) -m venv "$$work/venv"; "$$work/venv/bin/python" -m pip install --quiet uv; uv=$$work/venv/bin/uv; \
	fi; \
	compile="$$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"; \
	$$compile pyproject.toml --output-file "$$work/run"; \
	$$compile pyproject.toml --group test --group lint --constraint "$$work/run" --output-file "$$work/all"; \
	{ \
	  echo '# Written by `make lock` from the ranges in pyproject.toml. Do not edit.'; \
	  echo '# What the program runs on.'; cat "$$work/run"; \
	  echo '$(CHECKS_BEGIN)'; \
	  awk 'NR == FNR { if (/^[a-z0-9]/) run[$$1]; next } /^[a-z0-9]/ { known = $$1 in run } !known' "$$work/run" "$$work/all"; \
	} > requirements.lock

# ── The demo ──────────────────────────────────────────────────────────────────────────────────────────────

demo: demo-build
	@$(MAKE) serve

demo-build: setup
	@$(PY) manage.py load_demo $(if $(PLAN),--plan-file "$(PLAN)")

demo-reset: $(RUN_STAMP)
	@if [ -n "$${DATABASE_URL:-}" ]; then \
	  echo 'DATABASE_URL is set: demo-reset only ever removes the demo database in var/. Unset it first.' >&2; exit 1; \
	fi
	@rm -f var/tracker.sqlite3 var/tracker.sqlite3-wal var/tracker.sqlite3-shm var/demo-accounts.json
	@$(MAKE) demo-build
	@echo 'The demo is new again. make demo serves it.'

# Whoever serves on all interfaces wants to be reached by any name; otherwise only by the name given.
ANYWHERE := 0.0.0.0 ::
hosts = $(if $(filter $(ANYWHERE),$(HOST)),*,localhost$(comma)127.0.0.1$(comma)$(HOST))
comma := ,

serve: $(RUN_STAMP)
	@echo 'Serving at http://$(HOST):$(PORT)/ - stop with Ctrl-C.'
	@ALLOWED_HOSTS="$${ALLOWED_HOSTS:-$(hosts)}" exec $(PY) -m gunicorn tracker.wsgi \
	  --bind '$(HOST):$(PORT)' --threads 8 --log-level warning --no-control-socket

# ── The checks ────────────────────────────────────────────────────────────────────────────────────────────

lint: $(CHECKS_STAMP)
	$(call say,ruff)
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { $(PY) -m ruff format --check .; exit 1; }
	$(call say,mypy: $(CORE))
	@$(PY) -m mypy $(CORE)

test: lint browser
	$(call say,migrations match the models)
	@$(PY) -W error manage.py makemigrations --check --dry-run
	$(call say,production settings are safe)
	@$(PRODUCTION) $(PY) -W error manage.py check --deploy --fail-level DEBUG
	$(call say,tests on SQLite; every branch of rules and actions)
	@$(PY) -m pytest -n $(WORKERS) --cov
	$(call say,tests on PostgreSQL; the pure core knows no database and has been run)
	@$(PY) tests/postgres.py -m pytest -n $(WORKERS) $(addprefix --ignore=tests/,rules importing reporting)

test-full:
	@FULL=1 $(MAKE) test

# The journeys are made of Chinese pages: without a CJK font a screenshot shows boxes and nothing fails.
browser:
	@missing=; \
	command -v chromium >/dev/null || missing=chromium; \
	[ -n "$$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing="$$missing fonts-noto-cjk"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	  echo "The checks need these system packages, please install them: $$missing" >&2; exit 1; \
	fi; \
	echo "== installing $$missing"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing fontconfig >/dev/null

# Seconds and memory depend on the machine, so they are printed and never asserted.
bench: $(CHECKS_STAMP)
	@PYTHONPATH=. $(PY) tests/bench.py

score: $(RUN_STAMP)
	@if [ ! -d '$(SHARED)/tools' ]; then \
	  echo 'make score needs the reference data in $(SHARED), which is not there (SHARED= names another folder).' >&2; exit 1; \
	fi
	@mkdir -p -m 700 var
	@$(PY) manage.py read_plan --json '$(SHARED)/data/qingxin-2023-h1.txt' > var/read.json
	@$(PY) '$(SHARED)/tools/score_reading.py' var/read.json '$(SHARED)/data/qingxin-2023-h1.reference.json'
