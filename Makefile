# `make` or `make help` lists the targets.

# Random hash seeds make the Swift package manager rebuild dependencies at random. For the compiler
# only: a started Starling refuses it, because predictable hashing invites collision attacks.
SWIFT := SWIFT_DETERMINISTIC_HASHING=1 swift

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## build what changed, start everything with the demo workspace, print the address (DATA=folder PORT=number)
	@sh scripts/run.sh up --demo-once $(if $(DATA),--data "$(DATA)") $(if $(PORT),--port "$(PORT)")

.PHONY: demo
demo: ## do the main job once without a browser; the last line is a JSON summary (EXAMPLES=csv BRIEF=json PLATFORMS=a,b OUT=folder)
	@sh scripts/run.sh demo $(if $(EXAMPLES),--examples "$(EXAMPLES)") $(if $(BRIEF),--brief "$(BRIEF)") \
	  $(if $(PLATFORMS),--platforms "$(PLATFORMS)") --out "$(or $(OUT),out/demo)"

.PHONY: doctor
doctor: ## check this machine and say what to do about each fault
	@sh scripts/run.sh doctor $(if $(DATA),--data "$(DATA)")

.PHONY: test
test: ## install what the tests need and run them all (FILTER=regular expression)
	@sh scripts/setup.sh test
	@sh scripts/test.sh $(FILTER)

.PHONY: prove-publishing
prove-publishing: ## prove that every post goes out exactly once, under faults, kills and a restore (SEED=n COUNT=n)
	@sh scripts/setup.sh test
	@$(SWIFT) build -c release --product prove-publishing --static-swift-stdlib >&2
	@.build/release/prove-publishing run --seed $(or $(SEED),1) --count $(or $(COUNT),2000)

.PHONY: fuzz-api
fuzz-api: ## throw generated requests at every documented call, as an owner and as nobody (EXAMPLES=n)
	@sh scripts/setup.sh test
	@sh scripts/debug.sh --product starling
	@sh scripts/schemathesis.sh $(EXAMPLES)

.PHONY: prove-injection
prove-injection: ## prove that a model that obeys a thousand injected instructions changes nothing and gets nothing out
	@sh scripts/setup.sh test
	@STARLING_TEST_INJECTIONS=all sh scripts/test.sh StudioTests.InjectionTests

.PHONY: prove-jobs
prove-jobs: ## prove that no job is lost or done twice when workers are killed with -9 (KILLS=n LEASE=milliseconds)
	@sh scripts/setup.sh test
	@sh scripts/debug.sh --product jobs-crashtest
	@.build/debug/jobs-crashtest prove $(or $(KILLS),200) $(or $(LEASE),15000)

.PHONY: bench
bench: ## measure, in release mode and beside peers, what bench/README.md promises (ONLY=figure,figure)
	@sh scripts/setup.sh run build bench
	@sh scripts/bench.sh $(if $(ONLY),--only $(ONLY))

.PHONY: format
format: ## format the Swift sources in place
	@swift format --in-place --recursive Package.swift Sources Tests bench/Sources

.PHONY: verify
verify: ## what CI checks besides the tests: format, shell scripts, derived files
	@sh scripts/verify.sh

.PHONY: model
model: ## add a small language model and its server (130 MB); STARLING_LOCAL_MODEL=on make run writes with it
	@sh scripts/setup.sh run
	@sh scripts/model.sh

.PHONY: docs
docs: ## write the generated parts of docs/ anew
	@sh scripts/debug.sh --product starling
	@.build/debug/starling docs

.PHONY: smoke
smoke: ## build the optimised program, start it on fresh data, ask for its pages, stop it
	@sh scripts/setup.sh run build
	@sh scripts/smoke.sh

.PHONY: build
build: ## compile everything for debugging, tests included
	@sh scripts/setup.sh build
	@sh scripts/debug.sh --build-tests

.PHONY: release
release: ## compile the optimised program without starting it
	@sh scripts/setup.sh run build
	@sh scripts/release.sh

.PHONY: clean
clean: ## remove compiled files; data, keys and .runtime stay
	rm -rf .build out
