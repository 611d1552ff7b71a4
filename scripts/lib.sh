# Shared by the scripts in this folder. Source it from the checkout's root folder.
#
# RUNTIME_HOME holds everything that Starling needs and Debian does not ship: Postgres, Python
# environments, small models. A plain user keeps it in the checkout. Root keeps it where the
# unprivileged account "starling" can reach it, and links .runtime/* there: Postgres and the other
# services refuse to run, or should not run, as root.

set -eu

SERVICE_ACCOUNT=starling
SERVICE_HOME=/var/lib/starling

if [ "$(id -u)" = 0 ]; then RUNTIME_HOME=$SERVICE_HOME/runtime; else RUNTIME_HOME=$PWD/.runtime; fi

# Debian's own interpreter where there is one: a version manager's lies in somebody's home folder, which
# the service account cannot enter.
if [ -x /usr/bin/python3 ]; then PYTHON=/usr/bin/python3; else PYTHON=python3; fi

say() { printf 'setup: %s\n' "$*" >&2; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Runs a command with root's rights, or prints it and stops.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then sudo "$@"
  else die "this needs root and there is no sudo. Run this line as root, then try again:
  $*"
  fi
}

SWIFT_MINIMUM=6.3

# Stops where there is no Swift compiler, or one too old.
needs_swift() {
  remedy="install Swift $SWIFT_MINIMUM or newer (https://swift.org/install), then try again."
  command -v swift >/dev/null || die "there is no Swift compiler: $remedy"
  found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [ -n "$found" ] || die "\`swift --version\` names no version: $remedy"
  [ "$(printf '%s\n' "$SWIFT_MINIMUM" "$found" | sort -V | head -n 1)" = "$SWIFT_MINIMUM" ] ||
    die "this is Swift $found, which is too old: $remedy"
}

# stamped NAME INPUT...: true when step NAME was finished with exactly these inputs.
stamped() { [ "$(cat "$RUNTIME_HOME/stamps/$1" 2>/dev/null)" = "$(shift; printf '%s ' "$@")" ]; }
stamp() { mkdir -p "$RUNTIME_HOME/stamps"; step=$1; shift; printf '%s ' "$@" >"$RUNTIME_HOME/stamps/$step"; }

# link NAME: .runtime/NAME in the checkout leads to RUNTIME_HOME/NAME.
link() {
  [ "$RUNTIME_HOME" != "$PWD/.runtime" ] || return 0
  [ "$(readlink ".runtime/$1")" != "$RUNTIME_HOME/$1" ] || return 0
  mkdir -p .runtime
  rm -rf ".runtime/${1:?}"
  ln -s "$RUNTIME_HOME/$1" ".runtime/$1"
}

# One setup at a time, whatever checkout it runs in.
one_at_a_time() {
  mkdir -p "$RUNTIME_HOME"
  exec 9>"$RUNTIME_HOME/.lock"
  flock 9
}
