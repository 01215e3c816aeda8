# shellcheck shell=bash
# Part of engine.sh: the PostgreSQL server with the DocumentDB extension, inside the chroot.
# shellcheck disable=SC2154  # root, inner, data, run: set by engine.sh

# Prints the postmaster's pid if it runs. A pid file can outlive a crash and its number be reused, so the
# process must also have this data directory as its working directory.
postgres_pid() {
    local pid
    [[ -s $data/postmaster.pid ]] || return 1
    read -r pid <"$data/postmaster.pid"
    [[ $pid =~ ^[0-9]+$ && /proc/$pid/cwd -ef $data ]] || return 1
    printf '%s\n' "$pid"
}

# Every process working in the data directory: the postmaster and its children.
postgres_processes() {
    local link
    for link in /proc/[0-9]*/cwd; do
        [[ $link -ef $data ]] && basename "${link%/cwd}"
    done
    return 0
}

no_postgres_left() { [[ -z $(postgres_processes) ]]; }

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port is chosen once per data set, below the range the kernel hands to outgoing connections.
postgres_port() {
    local chosen=$data.port
    if [[ -n ${TASKDB_ENGINE_PG_PORT:-} ]]; then
        printf '%s\n' "$TASKDB_ENGINE_PG_PORT" >"$chosen"
    elif [[ ! -s $chosen ]] || port_in_use "$(<"$chosen")"; then
        local candidate=$((20000 + RANDOM % 10000))
        while port_in_use "$candidate"; do candidate=$((20000 + RANDOM % 10000)); done
        printf '%s\n' "$candidate" >"$chosen"
    fi
    cat "$chosen"
}

as_postgres() {
    # shellcheck disable=SC2016  # expanded by the inner shell
    in_chroot "$root" bash -euc '
        PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
        cd /
        exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"' as_postgres "$@"
}

sql() {
    as_postgres psql -X -q -t -A -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$(<"$data.port")" -d postgres -c "$1"
}

# Built beside its final place and renamed, so an interrupted initdb never looks like a data set.
create_data() {
    local log=$1
    say "creating the data directory"
    rm -rf --one-file-system "$data.partial"
    install -d -m 755 "$root$inner"
    in_chroot "$root" chown postgres:postgres "$inner"
    logged "$log" as_postgres initdb -D "$inner/data.partial" -A trust -E UTF8 --locale=C.UTF-8
    cat >>"$data.partial/postgresql.conf" <<'CONF'
shared_preload_libraries = 'pg_cron, pg_documentdb_core, pg_documentdb'
cron.database_name = 'postgres'
cron.use_background_workers = on
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
max_worker_processes = 16
shared_buffers = 256MB
max_wal_size = 2GB
# A crash test relies on acknowledged writes being on disk: these two stay on.
fsync = on
synchronous_commit = on
# Queries here are small; compiling them costs more than running them.
jit = off
# As long as the gateway keeps a cursor.
documentdb.defaultCursorExpiryTimeLimitSeconds = 600
CONF
    mv "$data.partial" "$data"
}

start_postgres() {
    local log=$run/postgres-start.log server_log=$inner/postgres.log pg_port
    if postgres_pid >/dev/null; then
        say "engine already runs (pid $(postgres_pid))"
        return
    fi
    # The children of a killed postmaster need a moment to notice; they still hold its shared memory.
    wait_until 30 no_postgres_left || die "processes of an earlier engine are still in $data"
    # Nobody works in the data directory, so a pid file there is a crash's. PostgreSQL alone would be more
    # careful and refuse while the killed process is still unreaped, as it stays in many containers.
    rm -f "$data/postmaster.pid"
    : >"$log"
    [[ -d $data ]] || create_data "$log"
    pg_port=$(postgres_port)
    say "starting the engine on port $pg_port"
    if ! logged "$log" as_postgres setsid pg_ctl -D "$inner/data" -l "$server_log" -w -t 120 -o "-p $pg_port" start 9>&-; then
        tail -n 30 "$root$server_log" >&2
        die "the engine did not start"
    fi
    logged "$log" sql 'CREATE EXTENSION IF NOT EXISTS documentdb CASCADE'
}

stop_postgres() {
    local pid
    if ! pid=$(postgres_pid); then
        say "engine is not running"
        return
    fi
    say "stopping the engine (pid $pid)"
    # SIGINT is PostgreSQL's fast shutdown: disconnects clients, writes a checkpoint.
    kill -INT "$pid"
    wait_until 60 no_postgres_left || die "the engine did not stop within 60 s"
}

kill_postgres() {
    local pids
    pids=$(postgres_processes)
    if [[ -z $pids ]]; then
        say "engine is not running"
        return
    fi
    say "killing the engine"
    # shellcheck disable=SC2086  # one pid per word
    kill -KILL $pids 2>/dev/null || true
    wait_until 30 no_postgres_left || die "the engine's processes did not die"
}
