#!/bin/bash
# Compares IvcFhir.Core with R's survival package on random cohorts (1,000, or as many as given): ties, all lost, all censored, limbs, deaths, time zero.
# Survival curves with three intervals, cluster errors, quantiles, follow-up, restricted mean, log-rank, competing risk, proportions, two groups, descriptions.
# Installs R where apt-get can and says so when it cannot; exits 1 on a difference above 1e-9.
set -euo pipefail
cd "$(dirname "$0")"
has_r() { Rscript -e 'library(survival)' > /dev/null 2>&1; }
if ! has_r && command -v apt-get > /dev/null; then
  # A mirror that does not answer costs three minutes at most.
  { timeout 60 apt-get update -q && DEBIAN_FRONTEND=noninteractive timeout 120 apt-get install -y -q --no-install-recommends r-base-core r-cran-survival; } > /dev/null 2>&1 || true
fi
if ! has_r; then
  echo "SKIPPED: R with its package survival is not here and could not be installed by apt-get; nothing was compared."
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet run cohorts.cs -- "$folder" "${1:-1000}"
Rscript compare.R "$folder"
