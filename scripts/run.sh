#!/bin/sh
# run.sh COMMAND...: installs what is missing, compiles what changed and becomes `bin/starling COMMAND...`.
. scripts/lib.sh

sh scripts/setup.sh run build
sh scripts/release.sh >/dev/null
STARLING_RUNTIME=$RUNTIME_HOME exec bin/starling "$@"
