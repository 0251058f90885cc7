# Sourced by run.sh and test.sh: finds what a machine lacks and installs it, or says exactly what to install.

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
fail() { printf '\033[31m✗ %s\033[0m\n' "$*" >&2; exit 1; }

has_postgres() { [ -n "${PLATFORM_PG_BIN:-}" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null; }
has_node() { command -v node >/dev/null && command -v npm >/dev/null; }
has_curl() { command -v curl >/dev/null; }
has_browser() { command -v chromium >/dev/null || [ -x "${PLATFORM_CHROMIUM:-/usr/bin/chromium}" ]; }

require_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET SDK 10 is missing. Install it, put dotnet on the PATH, and start this again."
  dotnet --list-sdks | grep -q '^10\.' || fail "The .NET SDK 10 is missing (found: $(dotnet --version)). Install it and start this again."
}

# require_packages <check> <packages…>: installs Debian packages when the check fails.
require_packages() {
  local check=$1; shift
  "$check" && return 0
  say "Installing $* (Debian packages, once)"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root=(sudo) \
      || fail "Missing: $*. Run: sudo apt-get install $*   and start this again."
  fi
  command -v apt-get >/dev/null || fail "Missing: $*. Install them with your system's package manager and start this again."
  "${as_root[@]}" apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq "$@" >/dev/null 2>"${TMPDIR:-/tmp}/platform-apt.log" \
    || fail "apt-get install $* failed: $(tail -n 3 "${TMPDIR:-/tmp}/platform-apt.log")"
  "$check" || fail "$* was installed and still is not found."
}
