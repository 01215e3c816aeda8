#!/usr/bin/env bash
# Restores, builds and tests everything:  ./test.sh [--long] [arguments for dotnet test]
# Needs the .NET SDK 10 and nothing else. Results: artifacts/test-results (a TRX file for each project, and `counts`).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
readonly results=$PWD/artifacts/test-results
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
# Code that runs for seconds only is not worth measuring before it is compiled in full.
export DOTNET_TieredPGO=0
# Nor is its memory worth mapping twice, and a garbage collector on a thread of its own pays on more than two cores.
export DOTNET_EnableWriteXorExecute=0 DOTNET_gcConcurrent=0

# shellcheck source=tests/mongodb.sh
source tests/mongodb.sh

say() { printf '\n== %s\n' "$*"; }

# Runs a step and says how long it took.
timed() {
    local name=$1 began=$SECONDS code=0
    shift
    say "$name"
    "$@" || code=$?
    printf '== %s: %s s\n' "$name" $((SECONDS - began))
    return $code
}

# The number behind an attribute of a TRX file's <Counters>.
counter() { sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# Debian's ipyparallel, for the tests beside a real controller; without it they are skipped, and say so.
ipyparallel_up() {
    if /usr/bin/python3 -c 'import ipyparallel, pymongo, pytest' 2>/dev/null; then
        echo "ipyparallel is here."
    elif ((EUID == 0)) && command -v apt-get >/dev/null; then
        # A bare machine has no package lists yet, and old lists name packages that are gone.
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-ipyparallel python3-pymongo python3-pytest >/dev/null
    else
        echo "python3-ipyparallel, python3-pymongo or python3-pytest is not installed, and only root can install them."
    fi
}

# Debian's codespell, for the spelling of the documents; without it that test is skipped, and says so.
codespell_up() {
    if [[ -x /usr/bin/codespell ]]; then
        echo "codespell is here."
    elif ((EUID == 0)) && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends codespell >/dev/null
    else
        echo "codespell is not installed, and only root can install it."
    fi
}

# Debian's Chromium, for the tests of the page; without it they are skipped, and say so.
chromium_up() {
    if [[ -x /usr/bin/chromium ]]; then
        echo "Chromium is here."
    elif ((EUID == 0)) && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    else
        echo "chromium is not installed, and only root can install it."
    fi
}

# Debian's PostgreSQL, which the tests start themselves; without it, and without TASKDB_TEST_POSTGRES, they are skipped, and say so.
postgres_up() {
    if [[ -n ${TASKDB_TEST_POSTGRES:-} ]]; then
        echo "TASKDB_TEST_POSTGRES names a server."
    elif compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
        echo "PostgreSQL is here."
    elif ((EUID == 0)) && command -v apt-get >/dev/null; then
        apt-get update -qq
        # The package would start a cluster of its own, which nobody needs.
        mkdir -p /etc/postgresql-common
        [[ -e /etc/postgresql-common/createcluster.conf ]] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    else
        echo "PostgreSQL is not installed, and only root can install it."
    fi
}

# What has to be installed, one after the other: there is one lock for all packages. The engine takes longest, and is waited for last.
install() {
    timed "PostgreSQL" postgres_up || echo "PostgreSQL could not be installed: the tests that need it are skipped."
    timed "ipyparallel" ipyparallel_up || echo "ipyparallel could not be installed: the tests that need it are skipped."
    timed "codespell" codespell_up || echo "codespell could not be installed: the test of the spelling is skipped."
    timed "Chromium" chromium_up || echo "Chromium could not be installed: the tests of the page are skipped."
    touch "$results/packages"
    timed "MongoDB engine: install" mongodb_install || echo "no engine could be installed"
}

passed=0 failed=0 skipped=0
summary=()

# Counts a project by its TRX file. One that left no file, or ended badly without a failed test, crashed: a failure.
count() {
    local name=$1 code=$2 trx=$results/$1.trx p=0 f=0 s=0
    if [[ -s $trx ]]; then
        p=$(counter "$trx" passed) f=$(counter "$trx" failed) s=$(counter "$trx" notExecuted)
    fi
    if ((code != 0 && ${f:=0} == 0)) || ((${p:=0} + f + ${s:=0} == 0)); then
        f=$((f + 1))
        echo "$name ended with exit code $code and no failed test: counted as a failure." >&2
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    summary+=("$(printf '%-34s %5d passed %5d failed %5d skipped' "$name" "$p" "$f" "$s")")
}

# A line for each test of the given outcome: what is said of it, its name and, after a tab, its reason.
tests_of() {
    local trx
    for trx in "$results"/*.trx; do
        [[ -e $trx ]] || continue
        # The results to a line each; line breaks inside of them are spaces.
        { tr '\n\r\t' '   ' <"$trx"; echo; } | sed 's/<UnitTestResult /\n&/g' |
            sed -n "s/.*testName=\"\([^\"]*\)\" outcome=\"$1\".*<\(StdOut\|Message\)>\([^<]*\).*/\1\t\3/p" |
            sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#x[ADad];/ /g; s/&amp;/\&/g'
    done
}

# Every reason for which tests were skipped, with how many, and the first by name: a skip is never silent.
show_skipped() {
    tests_of NotExecuted | awk -F'\t' '
        !($2 in count) { first[$2] = $1; order[++reasons] = $2 }
        { count[$2]++ }
        END { for (i = 1; i <= reasons; i++) { r = order[i]; printf "skipped: %d (%s%s): %s\n", count[r], first[r], (count[r] > 1 ? ", …" : ""), r } }'
}

# Every failed test by name, with the beginning of its message.
show_failed() { tests_of Failed | sed 's/^\([^\t]*\)\t\(.\{0,1000\}\).*/FAILED: \1: \2/'; }

test_project() {
    # Whether there is an engine is known later than the first lane begins.
    if [[ " ${with_engine[*]} " == *" $1 "* ]]; then
        until [[ -e $results/engine ]]; do sleep 0.2; done
        # shellcheck source=/dev/null
        source "$results/engine"
    fi
    dotnet test --project "$1" -c Release --no-build --no-progress --timeout "$timeout" --results-directory "$results" \
        --report-xunit-trx --report-xunit-trx-filename "$(basename "$1").trx" "${arguments[@]}" </dev/null
}

# The first project that no lane has taken yet.
take() {
    {
        flock 9
        grep -m 1 . "$results/queue" && sed -i 1d "$results/queue"
    } 9>"$results/queue.lock"
}

# Tests one project after the other, as long as there are any. Their output is shown when each has ended: two lanes run at the same time.
lane() {
    local project name code
    while project=$(take); do
        name=$(basename "$project") code=0
        timed "$project" test_project "$project" >"$results/$name.log" 2>&1 || code=$?
        echo "$code" >"$results/$name.code"
        flock "$results" cat "$results/$name.log"
    done
}

arguments=()
timeout=30m
for argument in "$@"; do
    case $argument in
        --long) export TASKDB_TEST_LONG=1 timeout=180m ;;
        *) arguments+=("$argument") ;;
    esac
done

if ! command -v dotnet >/dev/null; then
    echo "test.sh: dotnet is not on the PATH; install the .NET SDK 10 (https://dotnet.microsoft.com/download)." >&2
    exit 1
fi

rm -rf "$results"
mkdir -p "$results"
install >"$results/install.log" 2>&1 &
installing=$!
timed restore dotnet restore TaskDbLinq.sln -v quiet
timed build dotnet build TaskDbLinq.sln -c Release --no-restore -v quiet -p:UseSharedCompilation=true
# The compiler's server has done its work; the tests need the memory.
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true

# The longest first, so that both lanes end at about the same time; and not those two at once that keep the MongoDB engine busy.
projects=() with_engine=()
for name in Sqlite PostgreSql Page Mongo Server Cli Differential Wire; do
    projects+=("tests/TaskDbLinq.$name.Tests")
done
for project in tests/*.Tests; do
    if [[ -z $(find "$project" -name '*.cs' -not -path '*/obj/*' -print -quit) ]]; then
        say "$project has no tests yet: not run"
    elif [[ " ${projects[*]} " != *" $project "* ]]; then
        projects+=("$project")
    fi
    if grep -rqs --include='*.cs' TASKDB_TEST_MONGODB "$project"; then
        with_engine+=("$project")
    fi
done
printf '%s\n' "${projects[@]}" >"$results/queue"

mongodb=0 lanes=
trap 'mongodb_down; [[ -z $lanes ]] || kill -- "-$lanes" 2>/dev/null || true' EXIT
# The gateway of the build just made serves the test engines.
export TASKDB_ENGINE_GATEWAY_DLL=$PWD/tests/TaskDbLinq.MongoGateway/bin/Release/net10.0/TaskDbLinq.MongoGateway.dll

# The first lane begins while a bare machine still installs the engine.
# Job control, because a background process of a shell without it ignores Ctrl-C, and tests send that.
until [[ -e $results/packages ]] || ! kill -0 "$installing" 2>/dev/null; do sleep 0.2; done
set -m
lane &
lanes=$!
set +m
wait "$installing" || true
cat "$results/install.log"
timed "MongoDB engine: start" mongodb_up || mongodb=$?
[[ -z ${TASKDB_TEST_MONGODB:-} ]] || printf 'export TASKDB_TEST_MONGODB=%q\n' "$TASKDB_TEST_MONGODB" >"$results/engine.partial"
touch "$results/engine.partial"
mv "$results/engine.partial" "$results/engine"
lane
wait "$lanes" || true
lanes=
for project in "${projects[@]}"; do
    name=$(basename "$project")
    count "$name" "$(cat "$results/$name.code" 2>/dev/null || echo 1)"
done

say "summary after $SECONDS s"
show_skipped
printf '%s\n' "${summary[@]}"
show_failed
if ((mongodb != 0)); then
    echo "The tests that need MongoDB did not run: $mongodb_reason"
    if [[ ${CI:-} == true ]]; then
        failed=$((failed + 1))
        echo "In CI that is a failure."
    fi
fi
printf '%d %d %d\n' "$passed" "$failed" "$skipped" | tee "$results/counts" |
    while read -r p f s; do echo "total: $p passed, $f failed, $s skipped"; done
((failed == 0 && passed > 0))
