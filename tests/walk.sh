#!/usr/bin/env bash
# A newcomer's first hour, by the documents' own lines:  tests/walk.sh [file for the times]
# In a bare clone with an empty home: the first answer, the packages, own EF Core model, the task database, the command, a hub with a
# cluster, the page. Each of them may take five minutes. It needs git, the network for NuGet, and python3-ipyparallel for the hub.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly repository limit=${TASKDB_WALK_LIMIT:-300}
# An empty home, and nothing of the caller's: no packages, no settings, no token.
if [[ -z ${TASKDB_WALK:-} ]]; then
    exec env -i TASKDB_WALK=1 PATH="/usr/bin:/bin:$(dirname "$(command -v dotnet)")" LANG=C.UTF-8 TMPDIR="${TMPDIR:-/tmp}" \
        ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off \
        MSBUILDDISABLENODEREUSE=1 TASKDB_WALK_LIMIT="${TASKDB_WALK_LIMIT:-300}" "$0" "$@"
fi

HOME=$(mktemp -d "${TMPDIR:-/tmp}/taskdb-walk.XXXXXX")
# The compiler's server listens in the folder for temporary files; it is this walk's own, and ends with it.
TMPDIR=$HOME/tmp
export HOME TMPDIR
mkdir "$TMPDIR"
readonly clone=$HOME/taskdblinq
background=()
stop() {
    ((${#background[@]} == 0)) || kill "${background[@]}" 2>/dev/null || true
    wait
    background=()
}
leave() {
    stop
    dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
    rm -rf "$HOME"
}
trap leave EXIT

# The code of a document: block DOCUMENT LANGUAGE NUMBER, from 1.
block() {
    awk -v fence="\`\`\`$2" -v number="$3" '
        $0 == fence { found++; inside = found == number; next }
        /^```/ { inside = 0 }
        inside' "$clone/$1" | grep .
}

step() {
    local name=$1 began=$SECONDS took
    echo "== $name"
    "$2"
    took=$((SECONDS - began))
    printf '%-48s %4d s\n' "$name" "$took" >&3
    ((took <= limit)) || { echo "walk.sh: '$name' took $took s; a newcomer gets $limit." >&2; exit 1; }
}

# Waits until a command succeeds.
until_it_does() {
    local end=$((SECONDS + 90))
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || { echo "walk.sh: in vain: $*" >&2; return 1; }
        sleep 0.2
    done
}

expect() {
    [[ $1 == *"$2"* ]] || { printf 'walk.sh: expected %s in:\n%s\n' "$2" "$1" >&2; return 1; }
}

first_answer() {
    local answer
    git clone -q --no-local "$repository" "$clone"
    cd "$clone"
    answer=$(bash -euc "$(block README.md sh 1)")
    expect "$answer" '"msg_id":'
    expect "$answer" '419 tasks, submitted'
}

packages() {
    local tools tool
    cd "$clone"
    bash -euc "$(block docs/getting-started.md sh 1 | grep '^dotnet ')"
    ls "$HOME/taskdblinq-packages"/TaskDbLinq.Sqlite.*.nupkg
    # The package that points, and the one for this platform.
    tools=("$HOME/taskdblinq-packages"/TaskDbLinq.Cli.*.nupkg)
    ((${#tools[@]} == 2)) || { echo "walk.sh: not two packages of the tool: ${tools[*]}" >&2; return 1; }
    for tool in "${tools[@]}"; do
        (($(stat -c %s "$tool") <= 15000000)) || { echo "walk.sh: larger than 15 MB: $tool" >&2; return 1; }
    done
}

# The lines that make a project, with another name.
new_project() {
    cd "$HOME"
    bash -euc "$(block docs/getting-started.md sh 2 | sed "s/\bshop\b/$1/")"
    cd "$1"
}

own_model() {
    new_project shop
    {
        for number in 1 2 3; do block docs/getting-started.md csharp "$number"; done
        echo 'Console.WriteLine($"{found.Count} found");'
        block docs/getting-started.md csharp 4
    } >Program.cs
    expect "$(dotnet run)" '1 found'
}

task_database() {
    new_project tasks
    cp "$clone/samples/ipyparallel-7.1-tasks.db" tasks.db
    {
        echo 'using TaskDbLinq;'
        block docs/getting-started.md csharp 5
        echo 'Console.WriteLine($"{('
        block docs/getting-started.md csharp 6 | sed 's/;$//'
        echo ').Count} rows");'
    } >Program.cs
    expect "$(dotnet run)" '10 rows'
}

the_command() {
    cd "$HOME"
    cp "$clone/samples/ipyparallel-7.1-tasks.db" tasks.db
    block docs/getting-started.md sh 3 >install
    # shellcheck source=/dev/null
    source ./install
    expect "$(taskdb stats --format text)" '419 tasks'
    expect "$(taskdb doctor tasks.db)" 'IPython, read only'
}

ten_are_completed() {
    [[ $(taskdb query --sqlitedb tasks.db --count '{"queue": "task", "completed": {"$ne": null}}') == 10 ]]
}

hub() {
    local line
    mkdir -p "$HOME/cluster"
    cd "$HOME/cluster"
    while read -r line; do
        if [[ $line == *'&' ]]; then
            eval "${line%&} >>log 2>&1 &"
            background+=($!)
            if [[ $line == *serve* ]]; then
                until_it_does test -s "$HOME/.ipython/profile_default/security/taskdb-connection.json"
            fi
            [[ $line != *controller* ]] || until_it_does test -s "$HOME/.ipython/profile_default/security/ipcontroller-engine.json"
        else
            eval "$line"
        fi
    done < <(block docs/hub.md sh 1)
    python3 -c '
import ipyparallel as ipp
client = ipp.Client()
client.wait_for_engines(1, timeout=90)
print(sum(client.load_balanced_view().map_sync(lambda x: x + 1, range(10))))' >sum
    expect "$(cat sum)" 55
    until_it_does ten_are_completed
    stop
}

page() {
    local address
    cd "$HOME"
    taskdb ui tasks.db --no-browser >address 2>&1 &
    background+=($!)
    until_it_does grep -q 'http://' address
    address=$(grep -o 'http://[^ ]*' address | head -n 1)
    expect "$(curl -fsS "${address%%#*}")" '<html'
    stop
}

# The times have a descriptor of their own: /dev/stdout opened again would have a place of its own in a file, and be written over.
if (($# > 0)); then
    exec 3>"$1"
else
    exec 3>&1
fi
step 'README: clone to the first answer' first_answer
step 'packages: every project packed' packages
step 'library: own EF Core model in a new project' own_model
step 'library: the task database in a new project' task_database
step 'command: installed, first answers' the_command
if python3 -c 'import ipyparallel' 2>/dev/null; then
    step 'hub: a controller, an engine, ten tasks' hub
else
    echo "hub: not walked, there is no python3-ipyparallel" >&3
fi
step 'page: served and read' page
