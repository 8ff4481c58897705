# make serve: set up and start; make test: set up and test. Everything else is for those who change the code.
PY = .venv/bin/python
READY = .venv/.ready

.PHONY: setup serve test test-fast check format bench eval clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	test -x $(PY) || python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $(READY)

serve: setup
	.venv/bin/tutor serve

test: setup
	$(PY) -m pytest

test-fast: setup
	$(PY) -m pytest -m "not slow and not browser"

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/tutor check

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: setup
	$(PY) -m evals.bench

eval: setup
	.venv/bin/tutor eval grading keys safety hostile --limit 24 --gate

clean:
	rm -rf .venv var build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
