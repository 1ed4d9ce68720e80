# Goes in: a bare clone with Python 3.11+ and make. Comes out: a running product (run) or a verdict (test).
# The system's own Python, if it will do: distributions build theirs by profile, and the decoders are a fifth quicker with it
# than with one from source. `make setup PYTHON=...` names another.
WILL_DO := import ensurepip, os, sys, sysconfig, venv; sys.exit(sys.version_info < (3, 11) or not os.path.exists(sysconfig.get_path("include") + "/Python.h"))
PYTHON ?= $(shell /usr/bin/python3 -c '$(WILL_DO)' 2>/dev/null && echo /usr/bin/python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.setup-done

.PHONY: help setup compiled run test lint types contracts unit endure bench bench-decode bench-screen bench-rescreen bench-documents bench-sealing bench-oversight bench-audit eval-screen docs golden demo clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort

setup: $(STAMP) ## prepare the environment (.venv) from the hash-pinned lock file

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gotravel needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another one: make setup PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then uv pip sync -q --python $(BIN)/python requirements-dev.lock && uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock && $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; fi
	@$(BIN)/python -m gotravel.screening.warm
	@touch $@

compiled: setup ## machine code for decoders and filter, where a C compiler is; at once if the sources did not change
	@$(BIN)/python -m gotravel.compilation

run: compiled ## start the product with a synthetic country; stays up until Ctrl-C
	@exec $(BIN)/gotravel run --training

demo: compiled ## the whole way once, without a desk
	@$(BIN)/gotravel demo --once

test: lint types contracts unit ## everything that has to hold before a commit

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports

unit: compiled
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not endure"

endure: compiled ## long runs: fuzzing (FUZZ_SECONDS in all, an hour if not said), kill -9 at every step, soak
	@$(BIN)/python -m pytest -m endure

bench: compiled ## speed and memory; figures go to docs/performance.md by hand
	@$(BIN)/python -m bench

bench-decode: compiled ## speed and memory of decoding
	@$(BIN)/python -m bench.decode

bench-screen: compiled ## speed of screening beside brute force
	@$(BIN)/python -m bench.screen

bench-rescreen: compiled ## a changed list against three million travellers
	@$(BIN)/python -m bench.rescreen

bench-documents: compiled ## a set of stolen and lost documents on disk
	@$(BIN)/python -m bench.documents

bench-sealing: compiled ## speed of sealing a month, with intake beside it
	@$(BIN)/python -m bench.sealing

bench-oversight: compiled ## misuse signals, alarms and statistics on a million rows
	@$(BIN)/python -m bench.oversight

bench-audit: compiled ## speed of verifying a million audit events
	@$(BIN)/python -m bench.audit

eval-screen: compiled ## quality of screening on labelled pairs, where the evaluation data are present
	@$(BIN)/python -m bench.eval_screen

golden: setup ## rewrite the golden files of the decoders; read the diff
	@$(BIN)/python -m pytest tests/wire/golden -q --golden-rewrite

docs: setup ## rewrite the generated references
	@$(BIN)/gotravel docs

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
