# The commands of the house. `make` alone lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check demo bench golden chaos lock fmt clean

VENV   := .venv
PYTHON := $(VENV)/bin/python
# --no-deps: the lock file is complete, so nothing has to be resolved again.
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

# Many tests wait for servers rather than for a processor; those of one file stay together.
SIDE_BY_SIDE := -n 3 --dist loadfile --no-loadscope-reorder

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## start everything on this machine; Ctrl-C stops it (SAMPLES=no leaves it empty)
	@exec $(PYTHON) -m stack.run

test: $(VENV)/dev.stamp ## run all tests; ARGS="-k name" narrows them
	@$(PYTHON) -m pytest $(SIDE_BY_SIDE) $(ARGS)

check: $(VENV)/dev.stamp ## style, types, architecture, definitions, lock files
	@$(PYTHON) .ci/check.py

demo: $(VENV)/run.stamp ## take sample orders to their end on a throwaway stack (ONLY="names", long ones too)
	@exec $(PYTHON) -m stack.demonstration $(ONLY)

golden: $(VENV)/dev.stamp ## record histories of scenarios that have none (ALL=yes: of every one; ONLY="names")
	@exec $(PYTHON) -m tests.replay.record $(if $(ALL),--all) $(ONLY)

bench: $(VENV)/run.stamp ## measure speed and size (PARTS="throughput latency"; ORDERS, ROUNDS, OPEN)
	@exec $(PYTHON) -m bench $(PARTS)

chaos: $(VENV)/dev.stamp ## kill, freeze and starve everything under load (MINUTES=10, SEED=7 repeats)
	@exec $(PYTHON) -m tests.chaos

lock: $(VENV)/dev.stamp ## write the lock files again; UPGRADE=yes takes newer versions
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(PYTHON) .ci/locks.py write $(if $(UPGRADE),--upgrade)

fmt: $(VENV)/dev.stamp ## put the code in order
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

clean: ## remove caches and the virtual environment; var/, with the orders, stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is as old as the set-up it stands for, so a second run costs nothing.
$(VENV)/run.stamp: requirements.lock pyproject.toml | $(PYTHON)
	@echo "Installing what Orderflow needs to run …"
	@$(INSTALL) -r requirements.lock
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--config-settings editable_mode=compat --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing what tests and checks need …"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(PYTHON):
	@sh .ci/make_venv $(VENV)
