#!/bin/sh
# bench.sh [--only FIGURE,FIGURE] [--smoke]: compiles the measuring program in release mode, with the flags of
# release.sh so that both share what is compiled, and becomes it. Standard output is one JSON line per figure.
. scripts/lib.sh

SWIFT_DETERMINISTIC_HASHING=1 swift build -c release --product starling-bench --static-swift-stdlib >&2
# Only for the compiler; see the Makefile.
unset SWIFT_DETERMINISTIC_HASHING
exec .build/release/starling-bench "$@"
