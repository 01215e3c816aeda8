#!/usr/bin/env bash
# How long `taskdb query` takes from start to end, published for this platform and as the installed tool, beside an empty .NET program:
#   benchmarks/startup.sh [FOLDER]
# Prints the medians, and whether the goals are met; with FOLDER, writes FOLDER/startup.json, which the report reads. The
# indexed query asks a file of 100,000 tasks; the runs alternate, after some that warm the disk's cache, and the median counts.
set -euo pipefail
results=${1:+$(realpath "$1")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly runs=21 warm=3 tasks=100000 goal=400 goal_above_empty=120 goal_tool=250

# The settings of other benchmarks are not those of a user's shell.
unset DOTNET_TC_CallCountingDelayMs
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# An empty folder of its own: nothing of this repository's build settings holds there, but it is compiled ahead as well.
mkdir "$work/empty"
cat >"$work/empty/empty.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishReadyToRun>true</PublishReadyToRun>
  </PropertyGroup>
</Project>
PROJECT
echo 'return 0;' >"$work/empty/Program.cs"

rid=$(dotnet msbuild "$work/empty" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
for project in src/TaskDbLinq.Cli "$work/empty"; do
    dotnet publish "$project" -c Release -r "$rid" --self-contained false -o "$work/out/$(basename "$project")" -v quiet
done
readonly taskdb=$work/out/TaskDbLinq.Cli/taskdb

# The tool as a user installs it.
dotnet pack src/TaskDbLinq.Cli -c Release -o "$work/packages" -v quiet
cat >"$work/nuget.config" <<CONFIG
<configuration><packageSources><clear /><add key="here" value="$work/packages" /></packageSources></configuration>
CONFIG
dotnet tool install TaskDbLinq.Cli --configfile "$work/nuget.config" --tool-path "$work/tool" >/dev/null
"$taskdb" demo --sqlitedb "$work/tasks.db" --tasks $tasks --seed 7 >/dev/null
id=$("$taskdb" query --sqlitedb "$work/tasks.db" --skip $((tasks / 2)) --limit 1 --keys msg_id | cut -d '"' -f 4)

# Nanoseconds of one run.
timed() {
    local began
    began=$(date +%s%N)
    "$@" >/dev/null
    echo $(($(date +%s%N) - began))
}

indexed() { "${1:-$taskdb}" query --sqlitedb "$work/tasks.db" "{\"msg_id\": \"$id\"}"; }
tool() { indexed "$work/tool/taskdb"; }
empty() { "$work/out/empty/empty"; }

[[ $(indexed) == "{\"msg_id\":\"$id\","* && $(tool) == "$(indexed)" ]]
for ((i = 0; i < warm + runs; i++)); do
    a=$(timed indexed) b=$(timed empty) c=$(timed tool)
    if ((i >= warm)); then
        echo "$a" >>"$work/indexed"
        echo "$b" >>"$work/nothing"
        echo "$c" >>"$work/installed"
    fi
done

median() { sort -n "$1" | sed -n "$((runs / 2 + 1))p"; }
met() { if (($1 <= $2 * 1000000)); then echo "met: at most $2 ms"; else echo "missed: at most $2 ms"; fi; }

indexed=$(median "$work/indexed") nothing=$(median "$work/nothing") installed=$(median "$work/installed")
above=$((indexed - nothing)) tool_above=$((installed - nothing))
echo "empty program   $((nothing / 1000000)) ms"
echo "indexed query   $((indexed / 1000000)) ms, $(met $indexed $goal)"
echo "above empty     $((above / 1000000)) ms, $(met $above $goal_above_empty)"
echo "installed tool  $((installed / 1000000)) ms"
echo "above empty     $((tool_above / 1000000)) ms, $(met $tool_above $goal_tool)"

[[ -n $results ]] || exit 0
cat >"$results/startup.json" <<JSON
[
  { "Group": "Startup", "Work": "indexed query", "Contender": "taskdb", "Tasks": 0, "Nanoseconds": $indexed },
  { "Group": "Startup", "Work": "indexed query", "Contender": "installed tool", "Tasks": 0, "Nanoseconds": $installed },
  { "Group": "Startup", "Work": "indexed query", "Contender": "empty program", "Tasks": 0, "Nanoseconds": $nothing }
]
JSON
