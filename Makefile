# `make run` and `make test` each do everything, on a machine with only git, make and a Python 3.9 or later.
PYTHON := $(shell for python in python3 python python3.14 python3.13 python3.12 python3.11 python3.10 python3.9; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && echo "$$python" && break; done)
ifeq ($(PYTHON),)
$(error A Python 3.9 or later is needed, on PATH)
endif
ARGS ?=
BIN := .venv/bin
TSC := node_modules/typescript/bin/tsc

.PHONY: run test test-postgres lint format setup train nlu-report bench embed-demo telegram-demo

run:
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/consultation serve $(ARGS)

# The demonstration, and a website of another origin that embeds it, at a port to be chosen: docs/embed.md.
embed-demo: PORT := 8100
embed-demo:
	@$(PYTHON) scripts/bootstrap.py run
	@$(BIN)/python examples/embed/serve.py --check $(PORT)
	@$(BIN)/python examples/embed/serve.py "http://127.0.0.1:$${CONSULTATION_PORT:-8000}" $(PORT) & trap "kill $$!" EXIT INT TERM; \
	CONSULTATION_ALLOWED_ORIGINS=http://localhost:$(PORT) $(BIN)/consultation serve $(ARGS)

# The demonstration with its Telegram bot, and a page that stands for Telegram; TELEGRAM_DEMO_PORT=9000.
telegram-demo:
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/python -m tests.telegram.demo $(ARGS)

test: setup train
	@$(BIN)/pytest --numprocesses 2 --dist loadfile $(ARGS)

# The conversations again, on PostgreSQL; what tests/storage has is on both anyway.
test-postgres: setup train
	@TEST_DATABASE=postgresql $(BIN)/pytest --numprocesses 2 --dist loadfile $(or $(ARGS),tests/conversations)

lint: setup
	@uv=$$($(PYTHON) scripts/get_uv.py) && $$uv lock --check --quiet && $$uv lock --check --quiet --project engine
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/mypy --config-file engine/pyproject.toml engine
	$(BIN)/lint-imports
	@if [ -e "$(TSC)" ] || [ "$$CI" ]; then echo tsc && $(BIN)/node $(TSC); else echo "tsc: skipped, nothing from npm here"; fi

format: setup
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

setup:
	@$(PYTHON) scripts/bootstrap.py test

train: setup
	@$(BIN)/consultation train

# How well texts never seen are understood; DIET=1 adds Rasa's own classifier, which takes many minutes to train.
nlu-report: setup
	@$(BIN)/python -m tests.understanding.report $(if $(DIET),--diet) $(ARGS)

# The product beside a stock Rasa bot, then under load: docs/performance.md. ARGS="latency", "load", "--quick".
bench:
	@$(PYTHON) scripts/bootstrap.py bench
	@$(BIN)/python -m benchmarks $(ARGS)
