# One command for each thing a person wants; every target first makes the environment.
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin

.PHONY: setup demo run test lint format e2e bench lock clean

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	TCPL_PORT=$(PORT) $(BIN)/tcpl demo

run: setup
	$(BIN)/tcpl run

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

e2e: setup .venv/.ready-e2e
	$(BIN)/python -m pytest -m e2e

.venv/.ready-e2e: requirements-e2e.lock
	bash tests/install_browser.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-e2e.lock
	touch $@

bench: setup
	$(BIN)/python -m tests.bench

# Renews the pinned versions from pyproject.toml (needs uv).
lock:
	uv pip compile --quiet --no-header --universal --python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	uv pip compile --quiet --no-header --universal --python-version 3.11 --extra e2e -c requirements.lock pyproject.toml -o requirements-e2e.lock

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache
