# `make chat` and `make test` are all a newcomer needs; everything is installed into .venv from pinned, hashed requirements.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860

.PHONY: chat test check bench load screenshots eval gate baseline vectors lock format clean install install-dev

chat: install ## serve the chat page
	$(BIN)/assistant chat --host $(HOST) --port $(PORT)

test: install-dev ## run all tests
	$(BIN)/python -m pytest -n auto --dist loadfile

check: install-dev ## format, lint, types, corpus
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/assistant check

bench: install-dev ## measure latency, ingest, memory and size on this machine
	$(BIN)/python -m eval.bench

load: install-dev ## measure how soon visitors see the page and the first words, one and twenty at once
	$(BIN)/python -m eval.load

screenshots: install-dev ## the pictures of docs/images, in three languages on laptop and phone
	$(BIN)/python -m eval.screenshots

eval: install-dev ## measure the quality of answers on the test half, beside baselines; writes docs/quality.md
	$(BIN)/python -m eval.run full --keep

gate: install-dev ## refuse a change that makes answers worse than eval/baseline.json says
	$(BIN)/python -m eval.gate

baseline: install-dev ## measure anew what the gate compares with
	$(BIN)/python -m eval.gate --refresh

vectors: install ## refresh the vectors kept beside the corpus, after editing records
	$(BIN)/assistant vectors

format: install-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/bin/uv: requirements/uv.txt
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	touch $@

$(VENV)/.installed: $(VENV)/bin/uv requirements/base.txt pyproject.toml
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/base.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/assistant index
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

lock: $(VENV)/bin/uv ## resolve anew; the files name no host
	echo "uv" | $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate - -o requirements/uv.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11 pyproject.toml requirements/build.in -o requirements/base.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --python-version 3.11 pyproject.toml requirements/build.in --extra dev --constraint requirements/base.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) .assistant
