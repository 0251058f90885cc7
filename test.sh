#!/usr/bin/env bash
# Builds everything and runs every suite. Prints "N passed, N failed, N skipped" last; fails when a test fails.
#   ./test.sh                    all suites
#   ./test.sh Host.Tests …       only these
#   ./test.sh --require-external a suite that skips for want of external data or a browser is a failure
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. packaging/prerequisites.sh

require_external=
only=()
for arg in "$@"; do
  case $arg in
    --require-external) require_external=1 ;;
    *) only+=("$arg") ;;
  esac
done

require_dotnet
require_packages has_postgres postgresql postgresql-contrib
require_packages has_node nodejs npm
require_packages has_browser chromium
require_packages has_curl curl
# Suites run short and compile much: no instrumentation for code that will not live to be optimised, no double mapping of its pages.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0
export PLATFORM_EXTERNAL_DATA=${PLATFORM_EXTERNAL_DATA:-$(cd .. && pwd)/shared/data}

say "Building"
# One compiler for all projects instead of a process for each; it goes with the build.
dotnet build PluginPlatform.sln -c Release -v quiet -nologo -p:UseSharedCompilation=true >&2 || fail "The build failed; the lines above say why."
dotnet build-server shutdown --vbcscompiler >/dev/null

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0 broken=0

# tally <name> <passed> <failed> <skipped> <started>
tally() {
  passed=$((passed + $2)); failed=$((failed + $3)); skipped=$((skipped + $4))
  printf '  %-24s %5d passed %4d failed %4d skipped %5d s\n' "$1" "$2" "$3" "$4" $((SECONDS - $5))
}

wanted() { [ ${#only[@]} -eq 0 ] || printf '%s\n' "${only[@]}" | grep -qx "$1"; }

count() { grep -o "$2=\"[0-9]*\"" "$1" | head -1 | tr -dc 0-9; }

for project in $(find tests -name '*.Tests.csproj' -not -path '*/fixtures/*' | sort); do
  name=$(basename "$project" .csproj)
  wanted "$name" || continue
  say "$name"
  started=$SECONDS
  trx="$results/$name.trx"
  timeout 600 dotnet "$(dirname "$project")/bin/Release/net10.0/$name.dll" -noLogo -trx "$trx" >"$results/$name.log" 2>&1
  code=$?
  if [ ! -s "$trx" ]; then
    broken=$((broken + 1)); failed=$((failed + 1))
    printf '  %s did not finish (exit %d)\n' "$name" "$code"; tail -n 40 "$results/$name.log"
    continue
  fi
  p=$(count "$trx" passed); f=$(count "$trx" failed)
  s=$(count "$trx" notExecuted)
  tally "$name" "$p" "$f" "$s" $started
  [ "$f" -eq 0 ] || grep -E '\[FAIL\]|Assert|Expected|Actual|Exception|^ +at .*Tests' "$results/$name.log" | head -80
  [ "$f" -gt 0 ] || [ "$code" -eq 0 ] || { broken=$((broken + 1)); failed=$((failed + 1)); tail -n 20 "$results/$name.log"; }
  if [ -n "$require_external" ] && [ "$s" -gt 0 ]; then
    broken=$((broken + 1)); echo "  $name skipped tests, and --require-external forbids it"
  fi
done

if wanted web; then
  for web in $(find plugins shell -name package.json -path '*/web/*' -not -path '*/node_modules/*' -not -path '*/harness/*' | sort); do
    name=$(dirname "$web"); say "$name"
    started=$SECONDS
    [ -d "$name/node_modules" ] || (cd "$name" && npm ci --silent >/dev/null 2>&1)
    (cd "$name" && npm test --silent) >"$results/web.log" 2>&1 || true
    p=$(grep -oE '^(# |ℹ )pass [0-9]+' "$results/web.log" | tr -dc 0-9); f=$(grep -oE '^(# |ℹ )fail [0-9]+' "$results/web.log" | tr -dc 0-9)
    tally web "${p:-0}" "${f:-1}" 0 $started
    [ "${f:-1}" -eq 0 ] || tail -n 40 "$results/web.log"
  done
fi

[ $failed -eq 0 ] && [ $broken -eq 0 ] && say "All suites pass. Start the platform with ./run.sh" || say "Look at the failures above"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ] && [ $broken -eq 0 ]
