# Sourced by test.sh: a MongoDB for the tests that need one, in TASKDB_TEST_MONGODB. The first that is there is taken:
# a server named by that variable, mongod, Docker, and on Debian as root the engine of tests/mongo-engine.
# shellcheck shell=bash

mongodb_reason=
mongodb_stop=()

# Starts one. Fails, with the reason in mongodb_reason, when there is none to be had.
mongodb_up() {
    local engine=tests/mongo-engine/engine.sh
    if [[ -n ${TASKDB_TEST_MONGODB:-} ]]; then
        echo "the server of TASKDB_TEST_MONGODB"
    elif command -v mongod >/dev/null; then
        mongodb_by_mongod
    elif command -v docker >/dev/null && timeout 20 docker info >/dev/null 2>&1; then
        mongodb_by_docker
    elif [[ -x $engine && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        mongodb_by_engine "$engine"
    else
        mongodb_reason="set TASKDB_TEST_MONGODB to a server's connection string, or install mongod or Docker, or run as root on Debian"
        echo "NO MONGODB: $mongodb_reason" >&2
        return 1
    fi
}

# Installs what mongodb_up may have to start, without building anything: it may run beside a build.
mongodb_install() {
    local engine=tests/mongo-engine/engine.sh
    if [[ -n ${TASKDB_TEST_MONGODB:-} ]] || command -v mongod >/dev/null || (command -v docker >/dev/null && timeout 20 docker info >/dev/null 2>&1); then
        echo "nothing to install"
    elif [[ -x $engine && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        "$engine" install </dev/null
    fi
}

# Stops what mongodb_up started, and nothing else.
mongodb_down() {
    if ((${#mongodb_stop[@]} > 0)); then
        "${mongodb_stop[@]}" >/dev/null 2>&1 || echo "MongoDB could not be stopped: ${mongodb_stop[*]}" >&2
        mongodb_stop=()
    fi
}

# The first port from the given one on that no program holds.
free_port() {
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((port + 1))
    done
    echo "$port"
}

mongodb_by_mongod() {
    local data=$PWD/artifacts/mongod port
    port=${TASKDB_TEST_MONGOD_PORT:-$(free_port 27217)}
    rm -rf "$data"
    mkdir -p "$data"
    if ! mongod --dbpath "$data" --port "$port" --bind_ip 127.0.0.1 --fork --logpath "$data/log" --pidfilepath "$data/pid" >/dev/null; then
        mongodb_failed "mongod did not start; see $data/log"
        return 1
    fi
    mongodb_stop=(kill "$(cat "$data/pid")")
    export TASKDB_TEST_MONGODB="mongodb://127.0.0.1:$port"
}

mongodb_by_docker() {
    local id address
    if ! id=$(docker run -d --rm -p 127.0.0.1::27017 mongo:8); then
        mongodb_failed "Docker could not run mongo:8"
        return 1
    fi
    mongodb_stop=(docker stop "$id")
    address=$(docker port "$id" 27017/tcp | head -n 1)
    export TASKDB_TEST_MONGODB="mongodb://$address"
}

mongodb_by_engine() {
    local engine=$1 uri
    if ! "$engine" status >/dev/null 2>&1; then
        # An instance has the name of its port, and a port that another program holds is not ours to take.
        if [[ -z ${TASKDB_ENGINE_PORT:-} ]]; then
            TASKDB_ENGINE_PORT=$(free_port 27117)
            export TASKDB_ENGINE_PORT
        fi
        mongodb_stop=("$engine" stop)
    fi
    if ! uri=$("$engine" start </dev/null); then
        mongodb_stop=()
        mongodb_failed "$engine start failed"
        return 1
    fi
    export TASKDB_TEST_MONGODB=$uri
}

mongodb_failed() {
    mongodb_reason=$1
    echo "NO MONGODB: $1" >&2
}
