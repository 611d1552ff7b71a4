#!/bin/sh
# setup.sh run|build|test|bench...: installs what that purpose needs and is missing. A second run does nothing.
# Needs the checkout as the current folder; everything it makes is below .runtime (see lib.sh).
. scripts/lib.sh

packages=run environments=venv
for purpose in "$@"; do
  case $purpose in
    run) ;;
    build) packages="$packages build" ;;
    test) packages="$packages build test" environments="$environments test" ;;
    bench) packages="$packages build bench" environments="$environments bench" ;;
    *) die "unknown purpose $purpose: one of run, build, test, bench" ;;
  esac
done

# shellcheck disable=SC2086 # the lists are meant to split
sh scripts/packages.sh $packages
sh scripts/account.sh
one_at_a_time
for environment in $environments; do sh scripts/python.sh "$environment"; done
sh scripts/postgres.sh
case " $* " in *" test "*) sh scripts/promtool.sh ;; esac
