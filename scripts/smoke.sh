#!/bin/sh
# Starts the optimised program on a fresh data folder, asks it for its pages, and stops it: what a
# newcomer's first `make run` does. Says how long a second start takes to its first page.
. scripts/lib.sh

app=$(sh scripts/release.sh)
unset SWIFT_DETERMINISTIC_HASHING
work=$(mktemp -d /var/tmp/starling-smoke-XXXXXX)
chmod 755 "$work"
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
export STARLING_RUNTIME="$RUNTIME_HOME"

start() {
  rm -f "$work/ready"
  "$app/starling" up --json --data "$work/data" --port 0 >"$work/ready" 2>"$work/log" &
  pid=$!
  until [ -s "$work/ready" ]; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; die "it did not start"; }
    sleep 0.05
  done
  url=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$work/ready")
  for page in /healthz /status /openapi.json; do
    curl -fsS -o /dev/null "$url$page" || die "$page does not answer"
  done
}

stop() {
  kill -TERM "$pid"
  wait "$pid" || { cat "$work/log" >&2; die "it did not stop in order"; }
}

start
stop
began=$(date +%s%N)
start
say "warm start to first pages: $((($(date +%s%N) - began) / 1000000)) ms"
stop
