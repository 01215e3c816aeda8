#!/usr/bin/env bash
# Runs the quick benchmarks twice, and prints the goals of which the two runs don't say the same; a quarter of an hour. It ends with 1 where
# one of these is not a close one in either.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly program=benchmarks/TaskDbLinq.Benchmarks/bin/Release/net10.0/TaskDbLinq.Benchmarks.dll
first=$(mktemp -d)
readonly first
trap 'rm -rf "$first"' EXIT
benchmarks/run.sh --quick
cp artifacts/benchmarks/*.json "$first"
benchmarks/run.sh --quick
dotnet "$program" agree "$first" artifacts/benchmarks
