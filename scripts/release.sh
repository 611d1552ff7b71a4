#!/bin/sh
# Compiles the optimised program and lays it out as RUNTIME_HOME/app/FINGERPRINT/{starling,share/},
# where the fingerprint is of every source file, with app/current leading there. Prints that folder. Calls no compiler
# when it is there.
. scripts/lib.sh

fingerprint=$(find Package.swift Sources db -type f -print0 | LC_ALL=C sort -z |
  xargs -0 sha256sum | sha256sum | cut -c1-16)
app=$RUNTIME_HOME/app/$fingerprint
if [ ! -x "$app/starling" ]; then
  needs_swift
  if [ -d .build/release ]; then say "compiles what changed, in release mode (about a minute)"
  else say "compiles in release mode; the first time takes about 8 to 15 minutes on 2 cores, later ones seconds"; fi
  # Linked with its own Swift runtime, so that the unprivileged account needs nothing from the toolchain.
  SWIFT_DETERMINISTIC_HASHING=1 swift build -c release --product starling --static-swift-stdlib >&2

  work=$(mktemp -d "$RUNTIME_HOME/app.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cp .build/release/starling "$work/starling"
  strip --strip-debug "$work/starling" 2>/dev/null || true
  mkdir "$work/share"
  for bundle in .build/release/starling_*.resources; do
    module=${bundle##*/starling_}
    cp -R "$bundle/Resources" "$work/share/${module%.resources}"
  done
  [ ! -d db/migrations ] || cp -R db/migrations "$work/share/migrations"
  chmod -R u=rwX,go=rX "$work"
  mkdir -p "$RUNTIME_HOME/app"
  mv "$work" "$app"
  # Earlier builds go, except the last: it may still be running.
  find "$RUNTIME_HOME/app" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | cut -d' ' -f2- |
    tail -n +3 | while read -r old; do rm -rf "$old"; done
fi
# What bin/starling starts.
ln -sfn "$fingerprint" "$RUNTIME_HOME/app/current"
printf '%s\n' "$app"
