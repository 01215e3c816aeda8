#!/usr/bin/env bash
# Runs every fuzz target with new seeds, again and again:  tests/fuzz.sh [minutes, 10 if not given]
# A failure prints its seed; TASKDB_TEST_SEED=<seed> runs that case alone. Against MongoDB too where TASKDB_TEST_MONGODB names one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TASKDB_TEST_LONG=1
readonly minutes=${1:-10}
[[ $minutes =~ ^[1-9][0-9]*$ ]] || { echo "usage: tests/fuzz.sh [minutes]" >&2; exit 2; }

# What is fuzzed: a project, and the classes in it.
readonly targets=(
    "TaskDbLinq.Tests *FuzzTests"
    "TaskDbLinq.Sqlite.Tests *RandomDictFieldTests"
    "TaskDbLinq.Sqlite.Tests *PickledBuffersTests"
    "TaskDbLinq.Differential.Tests *DifferentialTests"
)
for target in "${targets[@]}"; do
    dotnet build "tests/${target%% *}" -c Release -v quiet
done

readonly end=$((SECONDS + 60 * minutes))
rounds=0
while ((rounds == 0 || SECONDS < end)); do
    for target in "${targets[@]}"; do
        dotnet test --project "tests/${target%% *}" -c Release --no-build --no-progress --filter-class "${target#* }" </dev/null
    done
    rounds=$((rounds + 1))
done
echo "$rounds rounds in $SECONDS s, nothing found."
