#!/usr/bin/env bash
# This tree beside a commit, in one run: benchmarks/beside.sh [COMMIT] [ROUNDS] [MILLISECONDS]
# Builds both in Release, asks both the same questions in turn, and prints how many times as long this tree takes, with the quartiles.
# COMMIT is by default the one before the compiler became a library of its own. Takes about four minutes on 2 cores, half of it to build;
# needs the .NET SDK 10 and Python 3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly commit=${1:-161c7de} rounds=${2:-15} milliseconds=${3:-60}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off DOTNET_TC_CallCountingDelayMs=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The files of the working tree as they are, and those of the commit.
mkdir -p "$work/new" "$work/old"
git ls-files -z --cached --others --exclude-standard -- src build '*.props' global.json .editorconfig | while IFS= read -r -d '' file; do
    [[ ! -e $file ]] || printf '%s\0' "$file"
done | tar -c --null -T - | tar -x -C "$work/new"
git archive "$commit" | tar -x -C "$work/old"

# The program lies outside both trees, so that none of their build settings hold for it.
build() {
    local side=$1
    mkdir "$work/$side-program"
    cp benchmarks/beside/Program.cs "$work/$side-program"
    cat >"$work/$side-program/beside.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <ServerGarbageCollector>false</ServerGarbageCollector>
    <DefineConstants Condition="Exists('$work/$side/src/TaskDbLinq/Documents')">\$(DefineConstants);OLD</DefineConstants>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="$work/$side/src/TaskDbLinq.Sqlite/TaskDbLinq.Sqlite.csproj" />
  </ItemGroup>
</Project>
PROJECT
    dotnet build "$work/$side-program" -c Release -v quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -o "$work/$side-out" \
        >"$work/$side.log" || { cat "$work/$side.log" >&2; return 1; }
}

build old
build new
echo "old: $(git log -1 --format='%h of %cs, %s' "$commit"); new: this tree, at $(git rev-parse --short HEAD)"
python3 benchmarks/beside/beside.py "$work/old-out/beside.dll" "$work/new-out/beside.dll" "$rounds" "$milliseconds"
