# `make demo` and `make test` need only Python and make: each installs what it needs first, from uv.lock.
# The interpreter is found along PATH; another one is named by PYTHON=/path/to/python3.

BIN := .venv/bin
READY := .venv/.ready

# Settings of the shell that called make must not reach into the kit's own environment.
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
# TensorFlow starts twice as fast from compiled files, and nobody's first run pays for compiling.
export UV_COMPILE_BYTECODE := 1
# Where the system keeps certificates, they hold: a closed network's proxy may have one of its own.
ifneq ($(wildcard /etc/ssl/certs/ca-*.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS := 1
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-system fuzz mutation lint bench FORCE

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1: \2/p' Makefile

setup: $(READY) ## install the kit into .venv, as uv.lock says

$(READY): pyproject.toml uv.lock $(if $(PYTHON),FORCE)
	@set -e; \
	python=$$(sh tools/find_python.sh "$(PYTHON)"); \
	uv=$$("$$python" tools/bring_uv.py); \
	"$$uv" sync --locked --python "$$python"
	@touch $@

# One of the ten never ends: eight seconds are enough to see that.
demo: $(READY) ## grade the example class
	$(BIN)/kit grade examples/class --out demo-results --fresh --timeout 8 --unsafe-no-sandbox
	@echo
	@echo "Each learner's page in demo-results/feedback/ opens in a browser; what they handed in is in examples/class/."

# Two processes, each with whole files, the long ones first (tests/conftest.py).
TWO := --numprocesses=2 --dist=loadfile --no-loadscope-reorder
LONG := tests/system tests/mistakes tests/packaging tests/grading/long

test: $(READY) ## the kit's own tests, without those of test-system
	$(BIN)/pytest $(TWO) $(LONG:%=--ignore=%)

test-system: $(READY) ## fresh clones, other users, hundreds of mistakes: what needs root, a browser or a database server, or time
	$(BIN)/pytest tests/system/test_red_team.py
	$(BIN)/pytest tests/system/test_postgresql.py
	$(BIN)/pytest $(TWO) $(LONG) --ignore=tests/system/test_red_team.py --ignore=tests/system/test_postgresql.py

FRAMES := 1000000
SITTINGS := 200
SEED := 0

fuzz: $(READY) ## nonsense from workers, by the million; FRAMES=, SITTINGS= and SEED= change what is tried
	$(BIN)/python -m tools.fuzz_frames $(FRAMES) --seed $(SEED)
	$(BIN)/python -m tools.fuzz_replies $(SITTINGS) --seed $(SEED)

MODULES :=
REPORT :=

mutation: $(READY) ## do the tests see every small mistake? minutes; MODULES="model training" tries only these
	$(BIN)/python -m tools.mutation $(MODULES) $(if $(REPORT),--report $(REPORT))

lint: $(READY) ## style, types, the arrows between modules, stale stubs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src graders solutions tests tools benchmarks
	MYPYPATH=exercises $(BIN)/mypy --allow-untyped-defs exercises # checks are read by learners: no annotations
	$(BIN)/lint-imports
	$(BIN)/kit build --check

bench: $(READY) ## what the kit costs: every script in benchmarks/
	@set -e; for script in benchmarks/*.py; do echo "$$script:"; $(BIN)/python "$$script"; done
