#!/bin/sh
# test.sh [FILTER]: builds and runs the tests. A filter that matches nothing is a failure: the test
# runner itself would call it a pass.
. scripts/lib.sh

log=$(mktemp)
trap 'rm -f "$log" "$log.failed"' EXIT
export SWIFT_DETERMINISTIC_HASHING=1
# Without a bound every test starts at once: hundreds of databases, and deadlines missed on a small machine.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH="${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-$((2 * $(nproc)))}"
sh scripts/debug.sh --build-tests
{ swift test --skip-build -Xcc -O2 --disable-xctest ${1:+--filter "$1"} 2>&1 || touch "$log.failed"; } | tee "$log"
if [ -e "$log.failed" ]; then
  echo "What failed:"
  grep -E '✘ .*(recorded an issue|Test run)|error:' "$log" || echo "nothing that says so: see the end of the output above"
  exit 1
fi
grep -Eq 'Test run with [1-9][0-9]* tests? ' "$log" || die "no test ran"
