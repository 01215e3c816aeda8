#!/usr/bin/env bash
# Measures everything and writes RESULTS.md, growth.png and the table in docs/performance.md:  benchmarks/run.sh [--quick]
# Needs the .NET SDK 10. Python's ipyparallel and a MongoDB take part where they are to be had, else they are left out.
# --quick takes at most 8 minutes on 2 cores, and asks no million tasks.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly results=$PWD/artifacts/benchmarks
readonly program=benchmarks/TaskDbLinq.Benchmarks/bin/Release/net10.0/TaskDbLinq.Benchmarks.dll
readonly writer=tests/TaskDbLinq.Sqlite.Writer/bin/Release/net10.0/TaskDbLinq.Sqlite.Writer.dll
# Calls are counted from the start, so that what is warm is compiled in full sooner.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off DOTNET_TC_CallCountingDelayMs=0

# shellcheck source=tests/mongodb.sh
source tests/mongodb.sh

case ${1:-} in
    --quick) mode=quick ;;
    '') mode=full ;;
    *) echo "usage: benchmarks/run.sh [--quick]" >&2; exit 2 ;;
esac

# Runs a step, its output in a file of its own, and says how long it took.
step() {
    local name=$1 began=$SECONDS code=0
    shift
    "$@" >"$results/$name.log" 2>&1 || code=$?
    printf '%-16s %4d s%s\n' "$name" $((SECONDS - began)) "$( ((code == 0)) || echo ": failed, see $results/$name.log")"
    return $code
}

# Runs the benchmarks of a class: how many warm-up iterations, how many that count, how many ms each; quick and full.
measure() {
    local name=$1 options=$2
    [[ $mode == quick ]] || options=$3
    iterations "$name" "$name" "$options"
}

# The same over a million tasks, in full mode, with a few iterations.
measure_million() {
    [[ $mode == quick ]] || TASKDB_BENCHMARK_SIZES=1000000 iterations "$1" "$1-million" "$2"
}

iterations() {
    local class=$1 name=$2 warm counted time
    read -r warm counted time <<<"$3"
    step "$name" dotnet "$program" measure "$results/$name.json" --filter "*.$class.*" \
        --warmupCount "$warm" --iterationCount "$counted" --iterationTime "$time" --artifacts "$results/BenchmarkDotNet"
}

# The most memory that a process of its own took, as Linux tells it.
peak() {
    local folder tasks kilobytes
    folder=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" RETURN
    read -r tasks kilobytes < <(dotnet "$writer" ingest "$folder/large.db" 2000 1000000)
    ((tasks == 2000))
    local ingest=$kilobytes
    rm "$folder"/large.db*
    dotnet "$program" fill "$folder/many.db" 1000000
    read -r tasks kilobytes < <(dotnet "$writer" stream "$folder/many.db")
    ((tasks == 1000000))
    cat >"$results/peak.json" <<JSON
[
  { "Group": "Peak", "Work": "ingest of 2 GB", "Contender": "SqliteDb", "Tasks": 0, "Bytes": $((ingest * 1024)) },
  { "Group": "Peak", "Work": "1,000,000 rows out", "Contender": "SqliteDb", "Tasks": 0, "Bytes": $((kilobytes * 1024)) }
]
JSON
}

build() {
    dotnet build benchmarks/TaskDbLinq.Benchmarks -c Release -v quiet
    dotnet build tests/TaskDbLinq.Sqlite.Writer -c Release -v quiet
}

rm -rf "$results"
mkdir -p "$results"
export TASKDB_BENCHMARK_SIZES=${TASKDB_BENCHMARK_SIZES:-1000,100000}
step build build
{
    echo "Run: $(date -u +%F), \`benchmarks/run.sh$([[ $mode == full ]] || echo ' --quick')\`"
    echo ".NET SDK: $(dotnet --version)"
} >"$results/run.versions"

measure TranslationBenchmarks '3 5 60' '5 15 150'
measure MemoryQueries '2 5 30' '3 9 80'
measure_million MemoryQueries '1 3 50'
measure MemoryChanges '2 3 0' '3 7 0'
measure CullingRate '1 3 0' '1 5 0'
step footprint dotnet "$program" footprint "$results/footprint.json"
measure SqliteQueries '2 4 30' '3 7 60'
measure_million SqliteQueries '1 3 30'
measure SqliteChanges '0 1 0' '1 3 0'
measure LargeBuffers '25 7 60' '30 15 100'
measure WireRate '2 5 60' '3 9 150'
[[ $mode == quick ]] || step peak peak
if [[ -x benchmarks/startup.sh ]]; then
    step startup benchmarks/startup.sh "$results"
fi
if /usr/bin/python3 -c 'import ipyparallel' 2>/dev/null; then
    # shellcheck disable=SC2086
    step original /usr/bin/python3 -B benchmarks/original/run.py "$results" ${TASKDB_BENCHMARK_SIZES//,/ }
else
    echo "ipyparallel is not installed (Debian: python3-ipyparallel): the original is left out."
fi
trap mongodb_down EXIT
if mongodb_up; then
    measure MongoQueries '2 7 40' '3 15 100'
    measure MongoChanges '1 3 0' '2 7 0'
    engine=
    if [[ $TASKDB_TEST_MONGODB == "$(tests/mongo-engine/engine.sh uri 2>/dev/null)" ]]; then
        engine=", as DocumentDB behind tests/mongo-engine says it"
    fi
    echo "$(dotnet "$program" mongo-version)$engine" >"$results/mongo.versions"
else
    echo "MongoDB is left out: ${mongodb_reason:-}"
fi

step report dotnet "$program" report "$results" benchmarks
echo "benchmarks/RESULTS.md is written, after $SECONDS s."
