#!/usr/bin/env bash
# Looks at the report page in a browser: the demonstration's page, and that of charts in files, at two widths, light, dark and printed.
#   tests/browser/run.sh               builds nothing: takes the Release build of the program; needs Node 20 and npm
#   tests/browser/run.sh --shots DIR   leaves pictures of what was looked at in DIR
# Uses /usr/bin/chromium, or the one that CHROMIUM names; where there is none, it installs it by apt-get, and says SKIPPED where that cannot
# be done. Exits 1 when anything is wrong. DEMO_PAGE names a page of the demonstration that is already there; else it is made.
# Its tools are kept under artifacts/browser (ignored by git) and reused; delete that folder to start afresh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
shots=""
if [ "${1:-}" = "--shots" ]; then
  mkdir -p "${2:?--shots DIR}"
  shots=$(cd "$2" && pwd)
elif [ $# -gt 0 ]; then
  echo "usage: tests/browser/run.sh [--shots DIR]" >&2
  exit 2
fi

export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$CHROMIUM" ]; then
  { timeout 60 apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive timeout 240 apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1 || true
fi
if [ ! -x "$CHROMIUM" ]; then
  echo "SKIPPED: Chromium is not here and could not be installed by apt-get; the page was not looked at."
  exit 0
fi

tools="$root/artifacts/browser"
if ! cmp -s "$here/package-lock.json" "$tools/installed.json"; then
  mkdir -p "$tools"
  cp "$here/package.json" "$here/package-lock.json" "$tools/"
  npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
  cp "$here/package-lock.json" "$tools/installed.json"
fi

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
program() { dotnet "$root/src/IvcFhir/bin/Release/net10.0/ivcfhir.dll" "$@"; }
if [ -n "${DEMO_PAGE:-}" ]; then
  cp "$DEMO_PAGE" "$pages/demonstration.html"
else
  program demo --out "$pages/demo" >"$pages/log" 2>&1 || { cat "$pages/log"; exit 1; }
  mv "$pages/demo/report.html" "$pages/demonstration.html"
fi
golden="$root/tests/IvcFhir.Tests/Golden/centre-a"
# Exit code 1 says that something of the charts was set aside, which they hold on purpose.
program report --from "$golden/input" --map "$golden/map.json" --format html >"$pages/charts.html" 2>"$pages/log" ||
  [ $? -eq 1 ] || { cat "$pages/log"; exit 1; }
program report --from "$golden/input" --map "$golden/map.json" --suppress 5 --format html >"$pages/withheld.html" 2>"$pages/log" ||
  [ $? -eq 1 ] || { cat "$pages/log"; exit 1; }
node "$here/check.mjs" "$tools" "$shots" "$pages/demonstration.html" "$pages/charts.html" "$pages/withheld.html"
