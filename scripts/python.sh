#!/bin/sh
# python.sh NAME: the private Python environment .runtime/NAME with the packages that
# scripts/requirements/NAME.txt pins. `venv` belongs to a running Starling, the others to tests.
. scripts/lib.sh

name=$1
list=scripts/requirements/$name.txt
inputs=$(sha256sum <"$list" | cut -c1-16)
if ! stamped "python-$name" "$PYTHON" "$inputs"; then
  say "puts $(grep -vc '^#' "$list") pinned Python packages in $RUNTIME_HOME/$name"
  rm -rf "${RUNTIME_HOME:?}/$name"
  "$PYTHON" -m venv "$RUNTIME_HOME/$name"
  "$RUNTIME_HOME/$name/bin/pip" install -q --disable-pip-version-check --no-input -r "$list"
  stamp "python-$name" "$PYTHON" "$inputs"
fi
link "$name"
