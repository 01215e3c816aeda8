#!/usr/bin/env bash
# Measures everything and writes RESULTS.md, growth.png and the table in docs/performance.md:  benchmarks/run.sh [--quick]
# Needs the .NET SDK 10. Python's ipyparallel and a MongoDB take part where they are to be had, else they are left out.
# A full run takes half an hour on 2 cores. --quick takes 7 to 8 minutes: it asks no million tasks, and does not start the command.
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

failed=()

# Runs a step, its output in a file of its own, and says how long it took. What fails is missing in the report, and fails the run.
step() {
    local name=$1 began=$SECONDS code=0
    shift
    "$@" >"$results/$name.log" 2>&1 || code=$?
    printf '%-24s %4d s%s\n' "$name" $((SECONDS - began)) "$( ((code == 0)) || echo ": failed, see $results/$name.log")"
    ((code == 0)) || failed+=("$name")
}

# Runs the benchmarks of a class: how many warm-up iterations, how many that count, how many ms each; quick and full.
measure() {
    local name=$1 options=$2 warm counted time
    [[ $mode == quick ]] || options=$3
    read -r warm counted time <<<"$options"
    step "$name" dotnet "$program" measure "$results/$name.json" --filter "*.$name.*" \
        --warmupCount "$warm" --iterationCount "$counted" --iterationTime "$time" --artifacts "$results/BenchmarkDotNet"
}

# Runs those in turn who do the same: how many rounds, how many ms each turn takes; quick and full.
race() {
    local name=$1 options=$2 rounds time
    [[ $mode == quick ]] || options=$3
    read -r rounds time <<<"$options"
    if [[ $mode == quick ]]; then
        # Fewer sizes before fewer questions; smaller ones where a server or the disk is waited for.
        local -x TASKDB_BENCHMARK_QUICK=1
        local sizes=$TASKDB_BENCHMARK_SIZES
        case $name in
            *Changes) ;;
            SqliteCallers | MongoQueries) sizes=10000 ;;
            PostgresQueries) sizes=5000 ;;
            *) sizes=${sizes##*,} ;;
        esac
        local -x TASKDB_BENCHMARK_SIZES=$sizes
    fi
    step "$name" dotnet "$program" race "$results/$name.json" "$name" "$rounds" "$time"
}

# The same over a million tasks, in full mode.
race_million() {
    local name=$1 rounds time
    read -r rounds time <<<"$2"
    [[ $mode == quick ]] || TASKDB_BENCHMARK_SIZES=1000000 step "$name-million" dotnet "$program" race "$results/$name-million.json" "$name" "$rounds" "$time"
}

# The most memory that a process of its own took, as Linux tells it.
peak() {
    local folder tasks kilobytes
    folder=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$folder'" RETURN
    read -r tasks kilobytes < <(dotnet "$writer" ingest "$folder/large.db" 2000 1000000)
    ((tasks == 2000)) || return 1
    local ingest=$kilobytes
    rm "$folder"/large.db*
    dotnet "$program" fill "$folder/many.db" 1000000
    read -r tasks kilobytes < <(dotnet "$writer" stream "$folder/many.db")
    ((tasks == 1000000)) || return 1
    cat >"$results/peak.json" <<JSON
[
  { "Group": "Peak", "Work": "ingest of 2 GB", "Contender": "SqliteDb", "Tasks": 0, "Bytes": $((ingest * 1024)) },
  { "Group": "Peak", "Work": "1,000,000 rows out", "Contender": "SqliteDb", "Tasks": 0, "Bytes": $((kilobytes * 1024)) }
]
JSON
}

build() {
    dotnet build benchmarks/TaskDbLinq.Benchmarks -c Release -v quiet -p:RunAnalyzers=false
    [[ $mode == quick ]] || dotnet build tests/TaskDbLinq.Sqlite.Writer -c Release -v quiet -p:RunAnalyzers=false
}

rm -rf "$results"
mkdir -p "$results"
export TASKDB_BENCHMARK_SIZES=${TASKDB_BENCHMARK_SIZES:-1000,100000}
step build build
((${#failed[@]} == 0)) || exit 1
{
    echo "Run: $(date -u +%F), \`benchmarks/run.sh$([[ $mode == full ]] || echo ' --quick')\`"
    echo ".NET SDK: $(dotnet --version)"
} >"$results/run.versions"

measure TranslationBenchmarks '3 5 60' '5 15 150'
race CullingRate '3 150' '7 150'
step footprint dotnet "$program" footprint "$results/footprint.json"
race MemoryQueries '7 20' '15 40'
race_million MemoryQueries '5 40'
race MemoryChanges '3 20' '9 20'
race SqliteQueries '7 20' '15 40'
race_million SqliteQueries '15 40'
race SqliteCalls '9 20' '21 40'
race_million SqliteCalls '5 40'
race NewShapesRace '7 60' '21 100'
race ManyThreads '3 60' '9 60'
race SqliteChanges '3 40' '5 40'
race SqliteCallers '3 20' '5 20'
race HubLoad '3 20' '7 20'
race LargeBuffers '7 20' '15 40'
race WireRate '9 20' '21 50'
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || [[ -n ${TASKDB_TEST_POSTGRES:-} ]]; then
    race PostgresQueries '5 20' '15 40'
    race PostgresIngest '4 150' '7 150'
    race AnyTypeRace '5 20' '21 40'
    dotnet "$program" postgres-version >"$results/postgres.versions"
else
    echo "PostgreSQL is not installed (Debian: postgresql): it is left out."
fi
[[ $mode == quick ]] || step peak peak
if [[ $mode == full ]]; then
    step startup benchmarks/startup.sh "$results"
fi
if /usr/bin/python3 -c 'import ipyparallel' 2>/dev/null; then
    [[ $mode == quick ]] && sizes=${TASKDB_BENCHMARK_SIZES##*,} || sizes=$TASKDB_BENCHMARK_SIZES
    # shellcheck disable=SC2086
    step original /usr/bin/python3 -B benchmarks/original/run.py "$results" "$([[ $mode == quick ]] && echo 0.2 || echo 1)" ${sizes//,/ }
else
    echo "ipyparallel is not installed (Debian: python3-ipyparallel): the original is left out."
fi
trap mongodb_down EXIT
if mongodb_up; then
    race MongoQueries '7 30' '15 60'
    race MongoChanges '3 40' '7 40'
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
if ((${#failed[@]} > 0)); then
    echo "Not measured: ${failed[*]}." >&2
    exit 1
fi
