#!/usr/bin/env bash
# The hub's time for each task, ours beside the original's:  benchmarks/hub.sh [TASKS]
# Needs Debian's python3-ipyparallel and a built taskdb (dotnet build -c Release src/TaskDbLinq.Cli).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(mktemp -d)
dotnet "${TASKDB:-src/TaskDbLinq.Cli/bin/Release/net10.0/taskdb.dll}" serve --sqlitedb "$folder/tasks.db" --connection "$folder/taskdb.json" &
service=$!
trap 'kill $service; wait $service || true; rm -r "$folder"' EXIT
for _ in {1..100}; do
    [[ -s $folder/taskdb.json ]] && break
    sleep 0.1
done
/usr/bin/python3 benchmarks/hub.py "$folder/taskdb.json" "${1:-20000}"
