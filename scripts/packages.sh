#!/bin/sh
# packages.sh PURPOSE...: installs the Debian packages listed in scripts/packages/PURPOSE that are
# missing. Says which, and what each is for, before it does.
. scripts/lib.sh

missing=
for purpose in "$@"; do
  while read -r package reason; do
    case $package in ''|'#'*) continue ;; esac
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' && continue
    say "needs the Debian package $package: $reason"
    missing="$missing $package"
  done <"scripts/packages/$purpose"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null || die "this is no Debian or Ubuntu: install the packages above by hand, then try again."
# shellcheck disable=SC2086 # the list is meant to split
if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
  say "the package lists may be old: apt-get update"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
say "installed$missing"
