#!/bin/sh
# What CI checks besides the tests.
. scripts/lib.sh

say "format"
swift format lint --strict --recursive Package.swift Sources Tests bench/Sources
say "shell scripts"
for script in scripts/*.sh bin/starling .ci/run; do bash -n "$script"; done
say "derived files"
sh scripts/setup.sh build
sh scripts/debug.sh --product starling
derived=$(mktemp -d)
trap 'rm -rf "$derived"' EXIT
.build/debug/starling docs --out "$derived"
for file in $(cd "$derived" && find . -type f); do
  cmp -s "$derived/$file" "docs/$file" || die "docs/${file#./} is out of date: run \`make docs\` and commit it."
done
say "OpenAPI"
sh scripts/setup.sh test
"$RUNTIME_HOME/test/bin/openapi-spec-validator" docs/api/openapi.json >&2
