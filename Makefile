# Everything a person types. Needs python3 (3.11 or newer), make and git; the rest is made here.
SHELL := /bin/sh
PYTHON := .venv/bin/python
STAMP := .venv/.installed

.PHONY: help setup up demo test lint pages format bench prove clean

help:
	@echo "make up      everything on this machine: server, worker, definitions. Ctrl-C stops it."
	@echo "make demo    a month of office life in seconds"
	@echo "make test    lint, types, tests"
	@echo "make bench   what is measured: events per task, throughput"
	@echo "make prove   hours: long ways through the pages, races, workers, servers and databases killed"
	@echo "make setup   the environment in .venv;  make lint, make pages, make format: a part of the tests, tidying"

# The environment is made again only when what it is made of has changed.
setup:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Banjie needs Python 3.11 or newer, but python3 is $$(python3 --version)."; exit 1; }
	@test -x $(PYTHON) || { echo "Making the environment in .venv"; python3 -m venv .venv; }
	@want="$$(python3 -c 'import hashlib; print(hashlib.sha256(open("requirements.lock","rb").read()).hexdigest())')"; \
	if [ "$$(cat $(STAMP) 2>/dev/null)" != "$$want" ]; then \
	  echo "Installing requirements.lock (once)"; \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.lock && echo "$$want" > $(STAMP); \
	fi
	@$(PYTHON) web/build.py

up: setup
	@exec $(PYTHON) starter.py up --demonstration

demo: setup
	@exec $(PYTHON) starter.py demo

test: setup
	@$(MAKE) --no-print-directory -j2 lint pages
	$(PYTHON) -m pytest -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder -m "not alone and not wide"
	$(PYTHON) -m pytest -m alone

lint: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

pages: setup
	$(PYTHON) web/build.py check

format: setup
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: setup
	$(PYTHON) -m bench

prove: setup
	$(PYTHON) -m pytest -m wide tests/web
	$(PYTHON) -m proving

clean:
	rm -rf .venv web/node_modules web/dist .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
