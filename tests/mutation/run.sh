#!/usr/bin/env bash
# Mutation check: tests/mutation/run.sh [part of a mutant's path, such as SqliteDb or null-rule]...
# Each patch in mutants/BACKEND breaks one thing in a copy of the tree, and a test of that backend must fail for it.
# Needs what ./test.sh needs, and takes about 9 minutes on 2 cores. The copy and the logs are in artifacts/mutation.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly tree=$PWD/artifacts/mutation/tree logs=$PWD/artifacts/mutation/logs
readonly seconds=300 # No run of tests takes longer.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off

# The project that must notice, and what of it runs: all that asks the backend, but not what starts processes or moves files.
declare -A project=([DictDb]=TaskDbLinq.Tests [SqliteDb]=TaskDbLinq.Sqlite.Tests [MongoDb]=TaskDbLinq.Mongo.Tests [Architecture]=TaskDbLinq.Architecture.Tests)
declare -A filter=(
    [DictDb]='-class *.InMemory.*'
    [SqliteDb]='-class TaskDbLinq.Sqlite.Tests.Sqlite* -class *.IPython.* -class *.QueryPlanTests -class *.UnreadableRowTests'
    [MongoDb]='-class *.Filters.* -class *.Layout.* -class *.Linq.* -class *.Specification.* -class *.RelayTests'
    [Architecture]='-class *.LayerTests'
)

# shellcheck source=tests/mongodb.sh
source tests/mongodb.sh

# The files of the working tree as they are now, without what Git ignores.
copy_tree() {
    rm -rf "$tree" "$logs"
    mkdir -p "$tree" "$logs"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        [[ ! -e $file ]] || printf '%s\0' "$file"
    done | tar -c --null -T - | tar -x -C "$tree"
    git -C "$tree" init -q # Or git apply would take paths for those of the repository around the copy.
}

build() { dotnet build "$tree/$1" -c Release -v quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false "${@:2}"; }

# Where the tests of a backend run.
folder() { echo "$tree/tests/${project[$1]}/bin/Release/net10.0"; }

# Builds the libraries that a patch changes, and nothing else, and puts them where the tests run.
build_mutant() {
    local patch=$1 backend=$2 library libraries
    mapfile -t libraries < <(sed -n 's|^+++ b/src/\([^/]*\)/.*|\1|p' "$patch" | sort -u)
    for library in "${libraries[@]}"; do
        build "src/$library" --no-restore --no-dependencies && cp "$tree/src/$library/bin/Release/net10.0/$library.dll" "$(folder "$backend")" || return 1
    done
}

run_tests() {
    local name=${project[$1]} classes
    read -ra classes <<<"${filter[$1]}"
    timeout "$seconds" dotnet "$(folder "$1")/$name.dll" -noLogo -noColor -stopOnFail "${classes[@]}" </dev/null
}

# The first failed test of a log, without its arguments.
killer() { sed -n 's/^ *\([A-Za-z0-9_.]*\).* \[FAIL\].*/\1/p' "$1" | head -n 1; }

# What became of a mutant; fails unless a test noticed it.
judge() {
    local patch=$1 backend=$2 log=$3 by code=0
    if ! git -C "$tree" apply "$patch" &>"$log"; then
        echo "SURVIVED: the patch no longer applies"
        return 1
    fi
    if ! build_mutant "$patch" "$backend" &>"$log"; then
        echo "SURVIVED: it does not build"
        code=1
    elif run_tests "$backend" &>"$log"; then
        echo "SURVIVED"
        code=1
    elif by=$(killer "$log") && [[ -z $by ]]; then
        echo "SURVIVED: the tests crashed or took longer than $seconds s, and none failed"
        code=1
    else
        echo "killed by $by"
    fi
    git -C "$tree" apply -R "$patch"
    cp "$tree/unchanged/$backend"/* "$(folder "$backend")"
    return $code
}

mutants=()
declare -A wanted=()
for patch in "$PWD"/tests/mutation/mutants/*/*.patch; do
    for part in "${@:-}"; do
        if [[ ${patch#"$PWD/tests/mutation/mutants/"} == *"$part"* ]]; then
            mutants+=("$patch")
            wanted[$(basename "$(dirname "$patch")")]=1
            break
        fi
    done
done
if ((${#mutants[@]} == 0)); then
    echo "No mutant has '$*' in its path." >&2
    exit 2
fi

trap mongodb_down EXIT
if [[ -n ${wanted[MongoDb]:-} ]] && ! mongodb_up; then
    echo "The mutants of MongoDb can't be judged: $mongodb_reason" >&2
    exit 1
fi

copy_tree
for backend in "${!wanted[@]}"; do
    echo "$backend without a mutant: ${project[$backend]}"
    build "tests/${project[$backend]}"
    mkdir -p "$tree/unchanged/$backend"
    cp "$(folder "$backend")"/TaskDbLinq*.dll "$tree/unchanged/$backend"
    if ! run_tests "$backend" &>"$logs/$backend.log"; then
        tail -n 40 "$logs/$backend.log"
        echo "The tests of $backend fail without a mutant: nothing can be told." >&2
        exit 1
    fi
done

killed=0 survived=0
printf '\n%-36s | %-8s | %s\n' mutant backend result
for patch in "${mutants[@]}"; do
    backend=$(basename "$(dirname "$patch")")
    name=$(basename "$patch" .patch)
    if result=$(judge "$patch" "$backend" "$logs/$backend-$name.log"); then
        killed=$((killed + 1))
    else
        survived=$((survived + 1))
        result+=" ($(head -n 1 "$patch"))"
    fi
    printf '%-36s | %-8s | %s\n' "$name" "$backend" "$result"
done
printf '\nAfter %s s: %s killed, %s survived\n' "$SECONDS" "$killed" "$survived"
((survived == 0))
