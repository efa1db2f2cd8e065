# Everything from nothing, on a machine with Python 3.11 or later, make and a package index.
#
#   make run     set up, answer the example purchase, then serve http://127.0.0.1:8000 (another port: make run PORT=8001)
#   make test    set up, run the tests (half an hour on two cores)
#   make help    the rest

.DEFAULT_GOAL := help
COMMANDS := help run test test-postgresql check lint types layers templates new try bench bench-matching format screenshots audit requirements clean
.PHONY: $(COMMANDS)

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet

# The example: a purchase in a municipality that does not exist. The figures in the answer come from real procurements.
EXAMPLE := --what "Lokalvård i två förskolor" --kind tjanster --value 1200000 --municipality Exempelstad \
	--buyer kommun --months 24 --cpv 90911200 --main-object yes --contract no --same-kind 0

# Tests of what is kept in the database of decisions: they pass on every database that it may be.
DECISIONS := tests/records tests/jobs tests/cli/test_check.py tests/harness/test_permissions.py tests/web/test_health.py \
	$(addprefix tests/web/,api capacities consortia dialogues enterprise_lists enterprises files letters mine organisation passports purchases \
	signing_in supplier_tests suppliers work)

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: .venv/ready-to-run  ## answer the example purchase, make the demo municipality, then serve http://127.0.0.1:8000
	@$(BIN)/svangrum advise $(EXAMPLE)
	@echo "Ovan: svaret på ett påhittat köp i Exempelstad, som inte finns. Pröva ett eget köp på sidan."
	@$(BIN)/svangrum demo
	@$(BIN)/svangrum serve $(if $(PORT),--port "$(PORT)")

test: .venv/ready-to-test  ## the test suite; what needs a browser or a database server is skipped where there is none
	@$(BIN)/pytest -n auto

test-postgresql: .venv/ready-to-test  ## the tests of what people decide, on the server that SVANGRUM_TEST_POSTGRESQL names
	@DATABASE_URL="$${SVANGRUM_TEST_POSTGRESQL:?names no server}" $(BIN)/pytest -n auto $(DECISIONS)

check: test lint try  ## what CI runs, but for the tests on PostgreSQL

lint: types layers templates  ## style, types, rows and templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python scripts/sizes.py

types: .venv/ready-to-test
	@$(BIN)/mypy

layers: .venv/ready-to-test
	@$(BIN)/lint-imports

templates: .venv/ready-to-test
	@$(BIN)/djlint src/svangrum/web --lint

try: .venv/ready-to-run  ## run "make run" as a newcomer would: the answer, the page, and the page again
	@$(BIN)/python scripts/try_run.py

new: .venv/ready-to-run  ## write what a new value, rule, act or text begins with: make new value my-limit
	@$(BIN)/python -m scripts.new "$$NEW_KIND" "$$NEW_CODE"

# What follows "make new" are its words, not targets of their own.
ifeq ($(firstword $(MAKECMDGOALS)),new)
KIND = $(word 2,$(MAKECMDGOALS))
CODE = $(wordlist 3,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
export NEW_KIND := $(KIND)
export NEW_CODE := $(CODE)
ifneq ($(filter $(COMMANDS),$(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))),)
$(error A word after "make new" is also a command of make. Write it by name: make new KIND=rule CODE=clean)
endif
%:
	@:
endif

bench: .venv/ready-to-test  ## measurements, each beside something
	@for measured in $(basename $(notdir $(wildcard benchmarks/bench_*.py))); do \
		echo "== $$measured"; $(BIN)/python -m "benchmarks.$$measured" || exit 1; done

bench-matching: .venv/ready-to-test  ## one need beside 100,000 enterprises, and beside PostgreSQL when SVANGRUM_TEST_POSTGRESQL names it
	@$(BIN)/python -m benchmarks.bench_matching

format: .venv/ready-to-test  ## put code in the house style
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

screenshots: .venv/ready-to-test  ## take the pictures in docs/screenshots again (needs Chromium)
	@SVANGRUM_SCREENSHOTS=1 SVANGRUM_REQUIRE=chromium $(BIN)/pytest -m chromium -k screenshots

audit: .venv/ready-to-test  ## ask the vulnerability database about every dependency (needs the network)
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/run.txt

requirements:  ## lock the dependencies again (needs uv)
	@for set in run test; do \
		uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
			--directory requirements $$set.in -o $$set.txt --quiet || exit 1; done

clean:  ## throw the environment away
	@rm -rf .venv

.venv/bin/python:
	@python=$$(sh scripts/find_python.sh) && rm -rf .venv && echo "Making .venv with $$python" && "$$python" -m venv .venv

.venv/ready-to-run: .venv/bin/python requirements/run.txt pyproject.toml
	@echo "Installing what Svängrum needs (once; a minute or two)"
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: .venv/ready-to-run requirements/test.txt
	@echo "Installing what the tests need (once; a minute or two)"
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@
