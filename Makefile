# On a fresh machine: `make demo` or `make test`. The set-up itself is .ci/setup.
BIN := .venv/bin

.PHONY: help demo test bench lint lock catalogues gallery wheel setup setup-test setup-bench

help:
	@echo "make demo      set up, train five small models, write report.pdf"
	@echo "make test      set up, lint, run all tests"
	@echo "make bench     measure recording, rendering and start-up beside other tools; about an hour, on an idle machine"
	@echo "make lint      ruff, mypy --strict, import contracts"
	@echo "make lock      pin the newest versions in .ci/requirements.lock"
	@echo "make catalogues  take new messages into the catalogues of all languages, and compile them"
	@echo "make gallery   draw the pictures of the README from runs/"
	@echo "make wheel     build dist/keras_reportgen-*.whl"

setup:
	@.ci/setup

setup-test:
	@.ci/setup test

setup-bench:
	@.ci/setup bench

demo: setup
	$(BIN)/reportgen demo

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup-test lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

bench: setup-bench
	$(BIN)/python -m tests.benchmarks

lock: setup
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --upgrade \
		--extra demo --group dev pyproject.toml -o .ci/requirements.lock

gallery: setup
	$(BIN)/python .ci/gallery.py

catalogues: setup
	$(BIN)/python .ci/catalogues.py

wheel: setup
	$(BIN)/python -m build --wheel
