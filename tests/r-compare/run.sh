#!/bin/bash
# Compares IvcFhir.Core with R's survival package on random cohorts (1,000, or as many as given). Installs R where apt-get can; exits 1 on a difference above 1e-9.
set -euo pipefail
cd "$(dirname "$0")"
if ! Rscript -e 'library(survival)' > /dev/null 2>&1; then
  apt-get update -q > /dev/null
  apt-get install -y -q --no-install-recommends r-cran-survival > /dev/null
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet run cohorts.cs -- "$folder" "${1:-1000}"
Rscript compare.R "$folder"
