#!/bin/sh
# As root only: creates the unprivileged account that owns the data and runs every service.
. scripts/lib.sh

[ "$(id -u)" = 0 ] || exit 0
if ! getent passwd "$SERVICE_ACCOUNT" >/dev/null; then
  say "creates the system account $SERVICE_ACCOUNT, which Starling and Postgres run as when root starts them"
  useradd --system --user-group --home-dir "$SERVICE_HOME" --shell /usr/sbin/nologin "$SERVICE_ACCOUNT"
fi
# 0755: the account's own folders below are closed, the binaries are for everyone to read.
install -d -m 0755 -o "$SERVICE_ACCOUNT" -g "$SERVICE_ACCOUNT" "$SERVICE_HOME"
install -d -m 0755 "$RUNTIME_HOME"
