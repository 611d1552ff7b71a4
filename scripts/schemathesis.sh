#!/bin/sh
# schemathesis.sh [EXAMPLES]: throws generated requests at every documented call of a fresh Starling, as an owner
# and as nobody, and fails on a server error, an undocumented status or a reply that does not fit its schema.
. scripts/lib.sh

examples=${1:-25}
python=$RUNTIME_HOME/test/bin
unset SWIFT_DETERMINISTIC_HASHING
work=$(mktemp -d /var/tmp/starling-fuzz-XXXXXX)
chmod 755 "$work"
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$work"' EXIT

STARLING_RUNTIME="$RUNTIME_HOME" STARLING_EMBEDDINGS_URL=off STARLING_REQUEST_RATE=1000000 \
  .build/debug/starling up --json --data "$work/data" --port 0 >"$work/ready" 2>"$work/log" &
pid=$!
until [ -s "$work/ready" ]; do
  kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; die "it did not start"; }
  sleep 0.1
done
url=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/ready")
token=$("$python/python" scripts/first_owner.py "$url" "$(sed -n 's/.*"start":"[^"]*#\([^"]*\)".*/\1/p' "$work/ready")")
curl -fsS -o "$work/openapi.json" "$url/openapi.json"
"$python/openapi-spec-validator" "$work/openapi.json"

# Signing out would end the pass, and the events stay open.
pass() {
  say "schemathesis $1"
  shift
  "$python/schemathesis" run "$work/openapi.json" --url "$url" --seed 20261123 --max-examples "$examples" \
    --phases examples,coverage,fuzzing,stateful --continue-on-failure --no-color --request-timeout 20 \
    --suppress-health-check all --warnings off --report-dir "$work" \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance \
    --exclude-path-regex '^/v1/events' "$@"
}

failed=0
pass "as an owner" --header "Authorization: Bearer $token" --exclude-path /v1/auth/logout || failed=1
pass "as nobody" || failed=1
if grep -q '"level":"\(error\|critical\)"' "$work/log"; then
  grep '"level":"\(error\|critical\)"' "$work/log" | head -20 >&2
  failed=1
fi
[ "$failed" = 0 ] || die "the API does not keep to its document"
