#!/bin/sh
# debug.sh ARGUMENT...: `swift build` for debugging, the same way from everywhere, so that nothing is compiled twice.
#
# C is optimised even so. BoringSSL's password hashing takes ten times as long otherwise, and was half of all the work
# that the tests gave this machine.
. scripts/lib.sh

SWIFT_DETERMINISTIC_HASHING=1 swift build -Xcc -O2 "$@" >&2
