#!/usr/bin/env bash
# Fuzzes the gate with AFL++: it finds inputs by the branches that they reach in IvcFhir.Gate. Usage: run.sh SECONDS [WORK FOLDER]
# Installs afl++ by apt and SharpFuzz's tool by dotnet. What it found is in FOLDER/out/default: queue, crashes, hangs, fuzzer_stats.
# Begins with the corpus that the tests replay, and with garbled inputs by grammar.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
seconds=${1:?seconds}
work=${2:-$(mktemp -d)}
mkdir -p "$work/in"
command -v afl-fuzz > /dev/null || { apt-get update -qq && apt-get install -y -qq afl++ > /dev/null; }
[ -x "$work/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool" > /dev/null
rm -rf "$work/app"
dotnet publish "$here" -c Release -v q -nologo -p:RunAnalyzers=false -o "$work/app"
dotnet "$work/app/IvcFhir.Fuzz.dll" seed "$work/in" 300
python3 -m zipfile -e "$here/../IvcFhir.Tests/Gate/Corpus.zip" "$work/in"
"$work/tool/sharpfuzz" "$work/app/ivcfhir.dll" IvcFhir.Gate
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 DOTNET_TieredPGO=0
timeout --preserve-status "$((seconds + 60))" afl-fuzz -V "$seconds" -t 5000 -m none -i "$work/in" -o "$work/out" -- dotnet "$work/app/IvcFhir.Fuzz.dll" || true
grep -E '^(execs_done|execs_per_sec|saved_crashes|saved_hangs|corpus_count|time_wo_finds|run_time|edges_found)' "$work/out/default/fuzzer_stats"
