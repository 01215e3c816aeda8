# shellcheck shell=bash
# Part of engine.sh: puts Debian sid with the DocumentDB extension into $root.
# shellcheck disable=SC2154  # cache, root: set by engine.sh

# The mirror this machine already uses, so that a closed network or a proxy mirror keeps working. No other host is asked.
debian_mirror() {
    local found=${TASKDB_ENGINE_MIRROR:-}
    if [[ -z $found ]]; then
        found=$(sed -nE -e 's#^URIs:[[:space:]]*(https?://[^[:space:]]+/debian/?)([[:space:]].*)?$#\1#p' \
            -e 's#^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?(https?://[^[:space:]]+/debian/?)[[:space:]].*#\2#p' \
            /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null |
            head -n 1) || true
    fi
    [[ -n $found ]] || die "no Debian mirror in this machine's apt sources; TASKDB_ENGINE_MIRROR names one"
    printf '%s\n' "$found"
}

ensure_debootstrap() {
    command -v debootstrap >/dev/null && return
    say "installing debootstrap"
    logged "$1" apt-get update
    logged "$1" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends debootstrap
}

# Installs the newest postgresql-<n>-documentdb of the chroot's own package lists.
install_package() {
    local target=$1 log=$2 package
    package=$(in_chroot "$target" apt-cache search --names-only '^postgresql-[0-9]+-documentdb$' |
        cut -d ' ' -f 1 | sort -V | tail -n 1)
    [[ -n $package ]] || die "no postgresql-<n>-documentdb package in the mirror's sid"
    say "installing $package into the chroot"

    # No cluster and no service: engine.sh makes its own data directory and starts it itself.
    mkdir -p "$target/etc/postgresql-common"
    printf 'create_main_cluster = false\n' >"$target/etc/postgresql-common/createcluster.conf"
    printf '#!/bin/sh\nexit 101\n' >"$target/usr/sbin/policy-rc.d"
    chmod 755 "$target/usr/sbin/policy-rc.d"
    logged "$log" in_chroot "$target" apt-get install -y --no-install-recommends "$package"
    logged "$log" in_chroot "$target" apt-get clean
}

install_engine() {
    [[ -d $root ]] && return
    local partial=$cache/root.partial log=$cache/install.log mirror began=$SECONDS
    : >"$log"
    rm -rf --one-file-system "$partial"
    ensure_debootstrap "$log"
    mirror=$(debian_mirror)
    say "debootstrap of Debian sid from $mirror"
    # In a mount namespace too, because debootstrap mounts things and an interruption would leave them.
    logged "$log" unshare --mount --propagation private \
        debootstrap --variant=minbase --include=ca-certificates sid "$partial" "$mirror"
    install_package "$partial" "$log"
    sync -f "$partial"
    mv "$partial" "$root"
    say "installed in $((SECONDS - began)) s"
}
