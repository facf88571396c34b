#!/usr/bin/env bash
# Walks docs/add-a-figure.md: adds a figure to a copy of the checkout, asks for it in a protocol, reads its row in the report, takes it out.
# Prints the files that were written by hand and by the build; exits 1 when the row is not there, more than three files were written by
# hand, or something is left afterwards. Needs the .NET 10 SDK, git and Node 20; takes some minutes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" ls-files -z --cached --others --exclude-standard | (cd "$root" && xargs -0 tar -c --ignore-failed-read 2>/dev/null) | tar -x -C "$copy"
cd "$copy"
git init -q && git add -A && git -c user.name=walk -c user.email=walk@localhost commit -qm before

node - <<'JS'
const fs = require('node:fs');
const edit = (file, change) => {
  const text = fs.readFileSync(file, 'utf8'), changed = change(text);
  if (changed === text) throw new Error(`${file}: the place that docs/add-a-figure.md names is not there`);
  fs.writeFileSync(file, changed);
};
edit('src/IvcFhir.Core/Cohort/Figures/FurtherFigures.cs', text =>
  text.replace(/(        Event\(FigureKey\.Death, [^\n]*\n)/, '$1        Share("walked-figure", Instrument.FilterFracture, _ => "Walked figure", IsYes),\n'));
edit('profiles/fsh/input/fsh/terminology/outcomes.fsh', text =>
  text.replace(/(\* #death "Survival"[^\n]*\n)/, '$1* #walked-figure "Walked figure" "Patients of the walk, of those looked at."\n'));
edit('profiles/evidence/evidence.json', text =>
  text.replace(/\{\s*"figure": "filter-retrieval-success"/, match =>
    `{ "figure": "walked-figure", "sources": [{ "source": "study", "stance": "informs", "says": "It is not reported." }] },\n    ${match}`));
JS
byhand=$(git diff --name-only)
profiles/build.sh
built=$(git diff --name-only | grep -vxF "$byhand" || true)
dotnet build IvcFhir.sln -c Release -v q -nologo

node -e '
  const fs = require("node:fs"), protocol = JSON.parse(fs.readFileSync("profiles/protocols/ivc-mat-cdt.json", "utf8"));
  protocol.id = "walked"; protocol.analysis.figures.push("walked-figure");
  fs.writeFileSync(process.argv[1], JSON.stringify(protocol));' "$copy/walked.json"
set +e
row=$(dotnet src/IvcFhir/bin/Release/net10.0/ivcfhir.dll report --from tests/IvcFhir.Tests/Golden/filter-and-lysis/input \
  --map tests/IvcFhir.Tests/Golden/filter-and-lysis/map.json --protocol "$copy/walked.json" | grep "Walked figure")
tests/IvcFhir.Tests/bin/Release/net10.0/IvcFhir.Tests --filter-class '*FigureListTests' --filter-class '*EvidenceFileTests' \
  --filter-class '*ProtocolSchemaTests' --progress off
tested=$?
set -e

git checkout -q -- . && rm -f walked.json
left=$(git status --porcelain)
echo "written by hand:"; sed 's/^/  /' <<<"$byhand"
echo "written by the build:"; sed 's/^/  /' <<<"$built"
echo "row: $row"
[ -n "$row" ] || { echo "the report has no row of the figure"; exit 1; }
[ "$(wc -l <<<"$byhand")" -le 3 ] || { echo "more than three files were written by hand"; exit 1; }
[ "$tested" -eq 0 ] || { echo "a test fails with the figure"; exit 1; }
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
profiles/build.sh --check
echo "added, seen and taken out again"
