#!/usr/bin/env bash
# Compiles profiles/fsh into profiles/generated and profiles/maps. Needs Node 20 and npm.
#   profiles/build.sh          writes the generated JSON
#   profiles/build.sh --check  writes nothing; fails when the committed JSON differs from what the source gives
# The FHIR registry is not used: hl7.fhir.r4.core is assembled from the npm package of the R4 examples, which holds the definitions too.
# Everything is kept under artifacts/profiles (ignored by git) and reused; delete that folder to start afresh.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${IVCFHIR_PROFILES_WORK:-"$here/../artifacts/profiles"}
mkdir -p "$work/tools" "$work/home"
work=$(cd "$work" && pwd)
home="$work/home"

if ! cmp -s "$here/tools/package-lock.json" "$work/tools/installed.json"; then
    echo "profiles: installing SUSHI"
    cp "$here/tools/package.json" "$here/tools/package-lock.json" "$work/tools/"
    npm ci --prefix "$work/tools" --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
    cp "$here/tools/package-lock.json" "$work/tools/installed.json"
fi

if [ ! -f "$home/.fhir/packages/hl7.fhir.r4.core#4.0.1/package/package.json" ]; then
    echo "profiles: assembling hl7.fhir.r4.core#4.0.1"
    rm -rf "$work/r4" && mkdir -p "$work/r4"
    (cd "$work/r4" && npm pack hl7.fhir.r4.examples@4.0.1 --silent --no-update-notifier >/dev/null)
    node "$here/tools/assemble.mjs" "$work/r4/hl7.fhir.r4.examples-4.0.1.tgz" "$work/r4" "$home/.fhir/packages"
    rm -rf "$work/r4"
fi

exec node "$here/tools/build.mjs" "$here" "$work" "$@"
