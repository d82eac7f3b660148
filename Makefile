# `make run` brings the portal up, `make test` tests it; see README.md.
.DEFAULT_GOAL := help
.PHONY: help setup run test check format lint floors words weights browser shots pictures clean
.PHONY: faults-exam bench bench-analysis bench-contest bench-exam bench-forms bench-import bench-tabulation

PYTHON ?= $(shell site/config/which_python)
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMPS := $(VENV)/stamps
RUN := PYTHONPATH=.:site

help:
	@echo "make run    bring the portal up (HOST=, PORT=)"
	@echo "make test   run the tests that need only Python"
	@echo "make check  all of that, and format, lint, floors, words, weights, browser"
	@echo "make setup  the virtual environment, the requirements and var/env only"

$(STAMPS)/venv:
	@echo "== making $(VENV)"
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/base: requirements/base.txt pyproject.toml | $(STAMPS)/venv
	@echo "== installing requirements (once)"
	$(PY) -m pip install --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(PY) -m pip install --disable-pip-version-check --no-deps --no-build-isolation -q -e .
	@touch $@

$(STAMPS)/hash: requirements/native.txt requirements/build.txt $(STAMPS)/base
	@site/config/native_hash $(PY)
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/base
	@echo "== installing test requirements (once)"
	$(PY) -m pip install --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

CATALOGUES := $(shell find site courses exams competitions records -name '*.po' 2>/dev/null)

$(STAMPS)/words: $(CATALOGUES) $(STAMPS)/base
	@$(PY) manage.py compile_catalogues
	@touch $@

setup: $(STAMPS)/hash $(STAMPS)/words
	@$(PY) site/config/new_env.py

run: setup
	@$(PY) manage.py prepare
	@exec $(PY) manage.py serve --host $(HOST) --port $(PORT)

test: setup $(STAMPS)/dev
	$(PY) -m pytest -n auto -m "not browser and not fault" $(ARGS)

format: $(STAMPS)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(STAMPS)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --lint --quiet site courses exams competitions records
	$(PY) manage.py makemigrations --check --dry-run
	TLS=1 DEMO=0 ALLOWED_HOSTS=example.org $(PY) manage.py check --deploy --fail-level WARNING

floors: $(STAMPS)/dev
	$(RUN) $(BIN)/lint-imports

words: $(STAMPS)/dev
	$(PY) -m pytest -q tests/test_catalogues.py

weights browser: $(STAMPS)/dev
	$(PY) -m pytest -n 2 --dist loadgroup -m "browser or fault" $(ARGS)

shots: setup $(STAMPS)/dev
	$(PY) bench/screenshots.py

pictures: setup $(STAMPS)/dev
	$(PY) bench/readme_pictures.py
	$(PY) bench/handbook_pictures.py

bench: bench-analysis bench-forms bench-import bench-tabulation

bench-analysis: setup
	$(PY) bench/analyse_items.py

bench-forms: setup
	$(PY) bench/assemble_forms.py

bench-import: setup $(STAMPS)/dev
	$(PY) bench/import_questions.py

bench-tabulation: setup
	$(PY) bench/tabulate.py

bench-contest: setup $(STAMPS)/dev
	$(PY) bench/contest.py
	$(PY) bench/quiz.py

# A server of its own with 736 people: make bench-exam ARGS="--people 40 --arrival 5 --pause 0.3"
bench-exam: setup $(STAMPS)/dev
	$(PY) bench/exam.py $(ARGS)

faults-exam: setup $(STAMPS)/dev
	$(PY) bench/faults_exam.py $(ARGS)

check: setup lint floors test browser

clean:
	rm -rf $(VENV) build *.egg-info
