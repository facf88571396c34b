#!/usr/bin/env bash
# Walks docs/add-an-instrument.md: adds a question to a copy of the checkout, scores a chart, reads the Observation, has it judged by the
# contract, takes it out. Prints the files that were written by hand and by the build; exits 1 when the Observation is not there or is not
# valid, more than three files were written by hand, or something is left afterwards. Needs the .NET 10 SDK, git and Node 20; takes some
# minutes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" ls-files -z --cached --others --exclude-standard | (cd "$root" && xargs -0 tar -c --ignore-failed-read 2>/dev/null) | tar -x -C "$copy"
cd "$copy"
git init -q && git add -A && git -c user.name=walk -c user.email=walk@localhost commit -qm before

# Whether the last response that was recorded, however late, still was a reduction of symptoms.
cat >src/IvcFhir.Core/Scores/Interventions/WalkedQuestion.cs <<'CS'
using IvcFhir.Core.Facts;

namespace IvcFhir.Core.Scores;

/// <summary>
/// Whether the symptoms were reduced when the patient was last asked. Days that are too partial to tell which was last give no answer.
/// </summary>
/// <remarks>History: 1 — first version.</remarks>
internal static class WalkedQuestion
{
    public const string Rule = "walked-question/1";

    public static void Add(OutcomeSheet sheet)
    {
        if (sheet.Facts.Responses.IsEmpty)
            return;
        var latest = sheet.Facts.Responses.Max(response => response.Day.First);
        var last = sheet.Facts.Responses.Where(response => response.Day.Last >= latest).ToList();
        OutcomeValue value =
            last.Select(response => response.Improved).Distinct().Count() == 1 ? new OutcomeValue.YesNo(last[0].Improved)
            : last.TrueForAll(response => response.Day.IsExact)
                ? new OutcomeValue.Unanswered(AbsenceReason.ItemsInconsistent, ["clinical-response"])
            : new OutcomeValue.Unanswered(AbsenceReason.DateImprecise, []);
        sheet.Add(
            new(
                sheet.Key(Instrument.WalkedQuestion),
                value,
                Rule,
                last.Max(response => response.Day),
                [],
                [.. sheet.Index.Sources, .. last.Select(response => response.Source)],
                sheet.OfAnalysisSet
            )
        );
    }
}
CS
node - <<'JS'
const fs = require('node:fs');
const edit = (file, ...changes) => changes.forEach(([before, after]) => {
  const text = fs.readFileSync(file, 'utf8'), changed = text.replace(before, match => match + after);
  if (changed === text) throw new Error(`${file}: the place that docs/add-an-instrument.md names is not there`);
  fs.writeFileSync(file, changed);
});
edit('src/IvcFhir.Core/Instruments.cs',
  [/^    Death,\n/m, '    WalkedQuestion,\n'],
  [/^        new\(Instrument\.Death, .*\n/m,
    '        new(Instrument.WalkedQuestion, AskedOf.Patient, s_yesNo, WalkedQuestion.Add) { RecordedAs = ["clinical-response"] },\n']);
edit('profiles/fsh/input/fsh/terminology/outcomes.fsh',
  [/^\* #death "Death" .*\n/m, '* #walked-question "Walked question" "Whether the symptoms were reduced when the patient was last asked."\n{{question walked-question yes-no}}\n'],
  [/^\* #death-2 .*\n/m, '* #walked-question-1 "Walked question, version 1" "The last response that was recorded, however late."\n']);
JS
git add -AN
byhand=$(git diff --name-only)
profiles/build.sh
git add -AN
built=$(git diff --name-only | grep -vxF "$byhand" || true)
dotnet build IvcFhir.sln -c Release -v q -nologo

ivcfhir() { dotnet src/IvcFhir/bin/Release/net10.0/ivcfhir.dll "$@"; }
golden=tests/IvcFhir.Tests/Golden/filter-and-lysis
set +e
ivcfhir score "$golden/input" --map "$golden/map.json" | grep '"code":"walked-question"' >"$copy/walked.ndjson"
judged=$(ivcfhir validate "$copy/walked.ndjson" 2>&1 | tail -n 1)
valid=$?
explained=$(ivcfhir explain --patient Patient/f-01 --outcome walked-question --from "$golden/input" --map "$golden/map.json")
tests/IvcFhir.Tests/bin/Release/net10.0/IvcFhir.Tests --filter-class '*InstrumentListTests' --filter-class '*FigureListTests' \
  --filter-class '*VocabularyTests' --filter-class '*ProtocolSchemaTests' --filter-class '*AnswersByHandTests' \
  --filter-class '*AlternativesTests' --filter-class '*LayoutTests' --filter-class '*FlowTests' --progress off
tested=$?
set -e
seen=$(wc -l <"$copy/walked.ndjson")
answers=$(grep -o '"valueBoolean":[a-z]*' "$copy/walked.ndjson" | sort | uniq -c | tr -s ' ' | tr '\n' ',')

rm -f walked.ndjson && git reset -q && git checkout -q -- . && git clean -qfd
left=$(git status --porcelain)
echo "written by hand:"; sed 's/^/  /' <<<"$byhand"
echo "written by the build:"; sed 's/^/  /' <<<"$built"
echo "Observations: $seen, with the answers$answers"
echo "judged: $judged"
echo "explained: $explained"
[ "$seen" -gt 0 ] || { echo "no Observation of the question was scored"; exit 1; }
[ "$valid" -eq 0 ] || { echo "the contract does not take the Observation"; exit 1; }
[ "$(wc -l <<<"$byhand")" -le 3 ] || { echo "more than three files were written by hand"; exit 1; }
[ "$tested" -eq 0 ] || { echo "a test fails with the question"; exit 1; }
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
profiles/build.sh --check
echo "added, seen and taken out again"
