#!/usr/bin/env bash
# Builds and starts the platform with demo data on http://127.0.0.1:8080.
# Arguments go to `platform serve`; --no-demo starts without demo data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. packaging/prerequisites.sh

require_dotnet
require_packages has_postgres postgresql postgresql-contrib
require_packages has_node nodejs npm

demo=--demo
args=()
for arg in "$@"; do
  case $arg in
    --no-demo) demo= ;;
    *) args+=("$arg") ;;
  esac
done

say "Building (the first time takes a minute or two)"
dotnet build packaging/Product.csproj -c Release -v quiet -nologo >&2 || fail "The build failed; the lines above say why."

export DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Demo}
say "Starting"
exec dotnet host/PluginPlatform.Host/bin/Release/net10.0/platform.dll serve $demo ${args[@]+"${args[@]}"}
