#!/bin/sh
# run.sh COMMAND...: installs what is missing, compiles what changed and becomes `starling COMMAND...`.
. scripts/lib.sh

sh scripts/setup.sh run build
app=$(sh scripts/release.sh)

# Only for the compiler; see the Makefile.
unset SWIFT_DETERMINISTIC_HASHING
if [ "$(id -u)" = 0 ]; then data=$SERVICE_HOME/data; else data=$PWD/.data; fi
export STARLING_RUNTIME="$RUNTIME_HOME" STARLING_DATA="${STARLING_DATA:-$data}"
exec "$app/starling" "$@"
