# The commands of the house. PYTHON makes .venv; everything else is installed from the lock files.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run pdf test test-all test-postgres coverage mutants bench check format lock outlines flags dev

help:  ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

run:  ## install, migrate, seed on first start, serve on 127.0.0.1:$PORT (8000)
	@exec $(PYTHON) -m deploy.run

pdf:  ## install what PDFs of print versions need; then restart the site
	@exec $(PYTHON) -m deploy.pango

test:  ## install what tests need; every test on SQLite, those of the database on PostgreSQL too; TESTS=tests/ops: these
	@exec $(PYTHON) -m deploy.test $(TESTS)

test-all:  ## every test on SQLite, and every test but the browser's on PostgreSQL too
	@exec $(PYTHON) -m deploy.test --all $(TESTS)

coverage:  ## print which share of each room's branches the tests take, on both databases together; or TESTS=
	@exec $(PYTHON) -m deploy.coverage $(TESTS)

test-postgres:  ## every test but the browser's on a PostgreSQL cluster of its own, which is removed again; or TESTS=
	@exec $(PYTHON) -m deploy.test --postgres $(TESTS)

mutants:  ## print which small faults, put into the rooms that decide, the tests near them notice (ROOM=, SEED=, COUNT=)
	@exec $(PYTHON) -m deploy.mutants

bench:  ## print what all pages and saves cost beside a bare view (ENTRIES=, REVISIONS=, DATABASE=postgres, KEEP=1)
	@exec $(PYTHON) -m deploy.bench

check: dev  ## lint, format, types, floors, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_ENV=production DJANGO_ALLOWED_HOSTS=wiki.example DATABASE_URL=sqlite://:memory: \
	DJANGO_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

messages: dev  ## bring the translations in locale/ to the messages of the source, and say what they lack
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py messages

format: dev  ## write Python the way `make check` wants them
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The lock files hold names, versions and hashes, and no address of where this machine found them.
LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet
lock: dev  ## write the lock files anew from pyproject.toml; newest versions: make lock UPGRADE=--upgrade
	$(BIN)/uv pip compile $(LOCK_OPTIONS) $(UPGRADE) pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCK_OPTIONS) $(UPGRADE) pyproject.toml --extra pdf \
		--constraints requirements.txt --output-file requirements-pdf.txt
	$(BIN)/uv pip compile $(LOCK_OPTIONS) $(UPGRADE) pyproject.toml --extra pdf --group test --group lint \
		--constraints requirements-pdf.txt --output-file requirements-dev.txt

outlines:  ## write the outlines of states anew from Natural Earth's, by way of two npm packages
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	for package in world-atlas@2.0.2 i18n-iso-countries@7.14.0; do \
		mkdir "$$folder/$$package"; \
		archive=$$(cd "$$folder" && npm pack --silent "$$package"); \
		tar -xzf "$$folder/$$archive" -C "$$folder/$$package" --strip-components=1; \
	done; \
	$(PYTHON) -m deploy.outlines "$$folder/world-atlas@2.0.2/countries-50m.json" \
		"$$folder/i18n-iso-countries@7.14.0/codes.json"

flags:  ## write the flags of states anew, from an npm package
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	archive=$$(cd "$$folder" && npm pack --silent country-flag-icons@1.6.20); \
	tar -xzf "$$folder/$$archive" -C "$$folder" --strip-components=1; \
	$(PYTHON) -m deploy.flags "$$folder"

dev:
	@$(PYTHON) -m deploy.dependencies requirements-dev.txt
