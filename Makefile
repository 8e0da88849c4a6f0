# Beli Produk Blitar. `make help` lists what can be done.
SHELL := /bin/bash
.DEFAULT_GOAL := help
GO ?= go
BIN := bin/beli
TEMPL := $(GO) tool templ

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

run: build ## build and run with a demo catalogue in ./data
	BELI_DEMO=1 ./$(BIN) serve

build: ## build bin/beli and print how long it took and the compiler's largest process
	@mkdir -p bin
	@GO="$(GO)" bash deploy/build.sh $(BIN)

test: ## the fast suite; what is missing (PostgreSQL, Chromium) is skipped aloud
	@GO="$(GO)" bash deploy/test.sh

check: ## format, vet, generated files, architecture
	@test -z "$$(gofmt -l $$(git ls-files '*.go' | grep -v '^ent/db/'))" || { gofmt -l $$(git ls-files '*.go' | grep -v '^ent/db/'); echo "not gofmt-ed"; exit 1; }
	$(GO) vet ./...
	$(GO) test ./internal/arch/ ./frontend/...
	@$(MAKE) --no-print-directory gen
	@git diff --exit-code --stat -- ent/db frontend || { echo "generated files differ from their sources: commit what 'make gen' wrote"; exit 1; }

gen: ## generate the database client, the templates and the assets
	$(GO) generate ./ent
	$(TEMPL) generate -path frontend
	$(GO) run ./frontend/assets/build

migration: ## plan a migration of both databases: make migration name=add_review postgres=URL
	$(GO) run ./ent/plan -name "$(name)" -postgres "$(postgres)"

race: ## the packages with concurrency under the race detector
	CGO_ENABLED=1 $(GO) test -race -short ./internal/outbox/ ./internal/changelog/ ./internal/memo/ ./internal/photo/... ./internal/search/... ./internal/checkout/ ./internal/payment/...

tools: ## the servers that tests talk to, pinned, into bin/tool (MinIO takes some minutes once)
	@GO="$(GO)" bash deploy/tool.sh

topology: ## two processes, PostgreSQL, MinIO, Stripe's double, mail, a proxy: the thread of a shop through all of it
	BELI_TEST_TOPOLOGY=1 $(GO) test -count=1 -v -timeout 15m -run Topology ./internal/app/

drill: build ## back a shop up, restore it elsewhere, verify it; with times
	@bash deploy/drill.sh $(BIN)

try-install: ## the one-server guide in a bare Debian root (needs root and debootstrap)
	bash deploy/try-install.sh

property: ## longer property and fault runs on both databases
	BELI_TEST_LONG=1 $(GO) test -timeout 60m ./internal/checkout/... ./internal/app/... ./internal/store/... ./internal/photo/...

bench: build ## figures beside their floor: pages, checkout, memory
	$(GO) run ./internal/bench -bin $(BIN)

e2e: ## the walk in Chromium, with and without JavaScript
	BELI_TEST_E2E=1 $(GO) test -count=1 -timeout 20m ./internal/e2e/

ci: ## what CI runs: installs what it needs and fails where something is missing
	bash deploy/ci.sh

.PHONY: help run build test check gen migration race tools topology drill try-install property bench e2e ci
