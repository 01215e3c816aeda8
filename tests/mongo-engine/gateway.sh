# shellcheck shell=bash
# Part of engine.sh: the wire gateway in front of the engine.
# shellcheck disable=SC2154  # repo, port, run: set by engine.sh

# As with PostgreSQL: the number in the pid file counts only if that process runs our copy of the gateway.
gateway_pid() {
    local pid
    [[ -s $run/gateway.pid ]] || return 1
    read -r pid <"$run/gateway.pid"
    [[ $pid =~ ^[0-9]+$ && /proc/$pid/cwd -ef $run ]] || return 1
    printf '%s\n' "$pid"
}

gateway_gone() { ! gateway_pid >/dev/null; }

# The process itself is asked here, not gateway_gone: on a busy machine it may not be in its directory yet.
gateway_ready() { grep -q '^ready' "$run/gateway.log" || ! kill -0 "$(<"$run/gateway.pid")" 2>/dev/null; }

# Each instance runs its own copy, so that building again cannot pull files from under a running one.
prepare_gateway() {
    local project=$repo/tests/TaskDbLinq.MongoGateway built=${TASKDB_ENGINE_GATEWAY_DLL:-}
    if [[ -z $built ]]; then
        say "building the gateway"
        # Own artifacts folder: a build of the solution may be running in the same checkout.
        logged "$run/gateway-build.log" dotnet build "$project" -c Release --artifacts-path "$run/build" \
            -nodeReuse:false -p:UseSharedCompilation=false 9>&-
        built=$(find "$run/build/bin" -name TaskDbLinq.MongoGateway.dll -print -quit)
    fi
    [[ -f $built ]] || die "no gateway at '$built'"
    rm -rf "$run/gateway"
    cp -R "$(dirname "$built")" "$run/gateway"
}

start_gateway() {
    if gateway_pid >/dev/null; then
        say "gateway already runs (pid $(gateway_pid))"
        return
    fi
    prepare_gateway
    say "starting the gateway on port $port"
    : >"$run/gateway.log"
    (
        cd "$run" || exit 1
        exec setsid nohup dotnet "$run/gateway/TaskDbLinq.MongoGateway.dll" --listen "$port" \
            --engine "Host=127.0.0.1;Port=$(<"$data.port");Username=postgres;Database=postgres" \
            >>"$run/gateway.log" 2>&1 </dev/null 9>&-
    ) &
    printf '%s\n' "$!" >"$run/gateway.pid"
    if ! wait_until 30 gateway_ready || gateway_gone; then
        tail -n 30 "$run/gateway.log" >&2
        die "the gateway did not start"
    fi
}

stop_gateway() {
    local pid
    if ! pid=$(gateway_pid); then
        say "gateway is not running"
        return
    fi
    say "stopping the gateway (pid $pid)"
    kill -TERM "$pid"
    if ! wait_until 15 gateway_gone; then
        say "the gateway did not stop within 15 s: killing it"
        kill -KILL "$pid"
    fi
}

kill_gateway() {
    local pid
    pid=$(gateway_pid) || return 0
    say "killing the gateway (pid $pid)"
    kill -KILL "$pid"
    wait_until 10 gateway_gone || die "the gateway did not die"
}
