# Everything a newcomer needs: `make ask q="…"` and `make test` do all their own set-up.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
READY := $(VENV)/.ready
export q

.PHONY: help ask serve screenshots test setup format lock clean

help: ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

ask: $(READY) ## Look a message up: make ask q="…"
	@printf '%s' "$$q" | $(VENV)/bin/kiemchung ask -

serve: $(READY) ## Serve the site on http://127.0.0.1:8000
	@KIEMCHUNG_MODE=$${KIEMCHUNG_MODE:-development} $(VENV)/bin/kiemchung-site serve

screenshots: $(READY) ## Pictures of every page, public and of the desk, in the folder screenshots
	@$(VENV)/bin/python -m tests.functional.screenshots screenshots

test: $(READY) ## Formatting, lint, types, tests and the quality gate
	@scripts/test

setup: $(READY) ## Create .venv with the locked dependencies

$(READY): requirements.lock pyproject.toml scripts/setup
	@scripts/setup $(VENV)
	@touch $@

format: $(READY) ## Rewrite the sources in the project's format
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

lock: $(READY) ## Choose dependency versions anew (needs uv)
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --universal \
	  --python-version 3.11 --upgrade --quiet --output-file requirements.lock

clean: ## Remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
