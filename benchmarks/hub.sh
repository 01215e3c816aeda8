#!/usr/bin/env bash
# The live hub beside the original's databases:
#   benchmarks/hub.sh [TASKS]           time of the hub's thread for each task
#   benchmarks/hub.sh load [SECONDS]    1,000 tasks a second, each with two prints, for a minute
#   benchmarks/hub.sh cluster [TASKS]   throughput of a real cluster's empty tasks, beside DictDB and SQLiteDB
# Needs Debian's python3-ipyparallel and a built taskdb (dotnet build -c Release src/TaskDbLinq.Cli).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(mktemp -d)
service=
cleanup() {
    if [[ -n $service ]]; then
        kill "$service" && wait "$service" || true
    fi
    rm -r "$folder"
}
trap cleanup EXIT

dotnet "${TASKDB:-src/TaskDbLinq.Cli/bin/Release/net10.0/taskdb.dll}" serve --sqlitedb "$folder/tasks.db" --connection "$folder/taskdb-connection.json" &
service=$!
for _ in {1..100}; do
    [[ -s $folder/taskdb-connection.json ]] && break
    sleep 0.1
done
case ${1:-} in
    load) /usr/bin/python3 benchmarks/hub_load.py "$folder/taskdb-connection.json" "${2:-60}" "$service" ;;
    cluster) /usr/bin/python3 benchmarks/hub_cluster.py "$folder/taskdb-connection.json" "${2:-300}" ;;
    *) /usr/bin/python3 benchmarks/hub.py "$folder/taskdb-connection.json" "${1:-20000}" ;;
esac
