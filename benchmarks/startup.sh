#!/usr/bin/env bash
# How long the published `taskdb query` takes from start to end, beside an empty .NET program:  benchmarks/startup.sh FOLDER
# Writes FOLDER/startup.json, which the report reads. The indexed query asks a file of 100,000 tasks; the runs alternate,
# after some that warm the disk's cache, and the median counts.
set -euo pipefail
results=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly runs=21 warm=3 program=benchmarks/TaskDbLinq.Benchmarks/bin/Release/net10.0/TaskDbLinq.Benchmarks.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rid=$(dotnet --info | sed -n 's/^ *RID: *//p')
dotnet publish src/TaskDbLinq.Cli -c Release -r "$rid" --self-contained false -o "$work/taskdb" -v quiet

# An empty folder of its own: nothing of this repository's build settings holds there.
mkdir "$work/empty"
cat >"$work/empty/empty.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
</Project>
PROJECT
echo 'return 0;' >"$work/empty/Program.cs"
dotnet publish "$work/empty" -c Release -r "$rid" --self-contained false -o "$work/empty/out" -v quiet
dotnet "$program" fill "$work/tasks.db" 100000

# Nanoseconds of one run.
timed() {
    local began
    began=$(date +%s%N)
    "$@" >/dev/null
    echo $(($(date +%s%N) - began))
}

indexed() { "$work/taskdb/taskdb" query --sqlitedb "$work/tasks.db" '{"engine_uuid": "engine7"}' --keys msg_id,started --limit 20; }
empty() { "$work/empty/out/empty"; }

for ((i = 0; i < warm + runs; i++)); do
    a=$(timed indexed) b=$(timed empty)
    if ((i >= warm)); then
        echo "$a" >>"$work/indexed"
        echo "$b" >>"$work/nothing"
    fi
done

median() { sort -n "$1" | sed -n "$((runs / 2 + 1))p"; }

cat >"$results/startup.json" <<JSON
[
  { "Group": "Startup", "Work": "indexed query", "Contender": "taskdb", "Tasks": 0, "Nanoseconds": $(median "$work/indexed") },
  { "Group": "Startup", "Work": "indexed query", "Contender": "empty program", "Tasks": 0, "Nanoseconds": $(median "$work/nothing") }
]
JSON
