#!/bin/sh
# What CI checks besides the tests.
. scripts/lib.sh

say "format"
swift format lint --strict --recursive Package.swift Sources Tests bench/Sources
say "shell scripts"
for script in scripts/*.sh .ci/run; do bash -n "$script"; done
