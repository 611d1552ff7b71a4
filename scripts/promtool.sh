#!/bin/sh
# promtool from Debian's prometheus package, without installing the service: .runtime/promtool/promtool.
. scripts/lib.sh

if ! stamped promtool 1; then
  say "fetches promtool, which checks the metrics text"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && { apt-get download -qq prometheus || { as_root apt-get update -qq && apt-get download -qq prometheus; }; }) >/dev/null
  dpkg -x "$work"/prometheus_*.deb "$work"
  mkdir -p "$RUNTIME_HOME/promtool"
  cp "$work/usr/bin/promtool" "$RUNTIME_HOME/promtool/"
  stamp promtool 1
fi
link promtool
