#!/usr/bin/env bash
# Installs and runs a real MongoDB-compatible engine for the tests: DocumentDB (a PostgreSQL extension,
# packaged in Debian sid) in a chroot, with the wire gateway of this repository in front of it.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: engine.sh install | start | stop | kill | status | uri
  install   put the engine into the cache directory (once; later runs find it there)
  start     install if needed, start the engine and the gateway, print the connection string
  stop      stop both cleanly
  kill      SIGKILL both, as a crash would; `start` recovers what had been acknowledged
  status    say what runs; exit code 0 only if both do
  uri       print the connection string

settings (environment):
  TASKDB_ENGINE_CACHE        where it lives         (default /var/cache/taskdb-linq/mongo-engine)
  TASKDB_ENGINE_PORT         port for clients       (default 27117)
  TASKDB_ENGINE_PG_PORT      PostgreSQL's own port  (default: a free one, kept for the instance)
  TASKDB_ENGINE_INSTANCE     name of the data set   (default: the client port)
  TASKDB_ENGINE_GATEWAY_DLL  a gateway already built (default: built from this checkout)
  TASKDB_ENGINE_MIRROR       Debian mirror          (default: that of the machine's apt sources)
USAGE
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly repo=${here%/tests/mongo-engine}
readonly cache=${TASKDB_ENGINE_CACHE:-/var/cache/taskdb-linq/mongo-engine}
readonly port=${TASKDB_ENGINE_PORT:-27117}
readonly instance=${TASKDB_ENGINE_INSTANCE:-$port}
readonly root=$cache/root                     # appears by one rename, so it is complete or absent
readonly inner=/srv/taskdb/$instance          # the instance's data as seen inside the chroot
readonly data=$root$inner/data
readonly run=$cache/run/$instance             # pid files, logs and the gateway's binaries
readonly uri="mongodb://127.0.0.1:$port/?directConnection=true&retryWrites=false"

# shellcheck source=tests/mongo-engine/install.sh
source "$here/install.sh"
# shellcheck source=tests/mongo-engine/postgres.sh
source "$here/postgres.sh"
# shellcheck source=tests/mongo-engine/gateway.sh
source "$here/gateway.sh"

say() { printf '%s\n' "mongo-engine: $*" >&2; }

die() {
    say "error: $*"
    exit 1
}

# Runs a command with its output in a log; on failure shows the end of that log.
logged() {
    local log=$1
    shift
    if ! "$@" >>"$log" 2>&1 </dev/null; then
        say "failed: $*"
        say "last lines of $log:"
        tail -n 30 "$log" >&2
        return 1
    fi
}

# Mounts live in a mount namespace of their own: they vanish with the last process inside, even after a
# SIGKILL, so nothing is ever left mounted on the machine and nothing needs to be unmounted.
in_chroot() {
    local target=$1
    shift
    # shellcheck disable=SC2016  # expanded by the inner shell
    unshare --mount --propagation private bash -euc '
        target=$1; shift
        mount -t proc proc "$target/proc"
        mkdir -p "$target/dev/shm"
        mount -t tmpfs -o mode=1777 tmpfs "$target/dev/shm"
        exec chroot "$target" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"' in_chroot "$target" "$@"
}

wait_until() {
    local seconds=$1 deadline
    shift
    deadline=$((SECONDS + seconds))
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.05
    done
}

start() {
    gateway_pid >/dev/null || ! port_in_use "$port" ||
        die "port $port is taken by another program (set TASKDB_ENGINE_PORT)"
    install_engine
    mkdir -p "$run"
    start_postgres
    start_gateway
    say "ready"
    printf '%s\n' "$uri"
}

status() {
    local code=0
    if postgres_pid >/dev/null; then say "engine runs (pid $(postgres_pid))"; else say "engine is down"; code=1; fi
    if gateway_pid >/dev/null; then say "gateway runs (pid $(gateway_pid))"; else say "gateway is down"; code=1; fi
    return "$code"
}

main() {
    case "${1:-}" in
    uri)
        printf '%s\n' "$uri"
        return
        ;;
    install | start | stop | kill | status) ;;
    *)
        usage >&2
        exit 2
        ;;
    esac

    [[ $(id -u) == 0 ]] || die "must be run as root (chroot, mount namespaces)"
    [[ $instance =~ ^[A-Za-z0-9_-]+$ ]] || die "TASKDB_ENGINE_INSTANCE may hold letters, digits, _ and - only"
    [[ $cache == /* && $cache != *[[:space:]]* ]] ||
        die "TASKDB_ENGINE_CACHE must be an absolute path without spaces (debootstrap takes no others)"
    mkdir -p "$cache"

    # One change at a time per cache. Children close descriptor 9, or a daemon would keep the lock.
    if [[ $1 != status ]]; then
        exec 9>"$cache/lock"
        flock 9
    fi
    case "$1" in
    install) install_engine ;;
    start) start ;;
    stop)
        stop_gateway
        stop_postgres
        ;;
    kill)
        # The gateway first, so that a client sees its connection break, as with a crashed server,
        # and not an orderly error reply.
        kill_gateway
        kill_postgres
        ;;
    status) status ;;
    esac
}

main "$@"
