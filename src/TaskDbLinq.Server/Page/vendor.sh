#!/usr/bin/env bash
# Fetches what the page has from others, at pinned versions with checksums:  ./vendor.sh
# The files are kept in the repository: neither the build nor a user needs npm or a network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
readonly registry=https://registry.npmjs.org
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch NAME VERSION SHA512(base64) FILE:AS...
fetch() {
    local name=$1 version=$2 sum=$3 file
    shift 3
    local archive=$work/package.tgz
    curl -fsSL "$registry/$name/-/${name##*/}-$version.tgz" -o "$archive"
    if [[ $(openssl dgst -sha512 -binary "$archive" | base64 -w0) != "$sum" ]]; then
        echo "$name $version: another checksum than expected" >&2
        exit 1
    fi
    for file in "$@"; do
        tar -xzOf "$archive" "package/${file%%:*}" >"vendor/${file##*:}"
    done
    echo "$name $version"
}

mkdir -p vendor
fetch uplot 1.6.32 KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTXImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw== \
    dist/uPlot.iife.min.js:uplot.min.js dist/uPlot.min.css:uplot.min.css LICENSE:uplot.LICENSE.txt
# The short form of uPlot is a script with one global name; its charts import it.
echo 'export { uPlot };' >>vendor/uplot.min.js
fetch @fontsource-variable/inter 5.3.0 OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA== \
    files/inter-latin-wght-normal.woff2:inter.woff2 LICENSE:inter.LICENSE.txt
fetch @fontsource-variable/jetbrains-mono 5.3.0 F32xpS2NsGYoQi2ADSkKTgpJj7ozajsGgDJ8woTnqjmIB+dxDIqImjl4pXZVEExu8UFZ2ndhmX18EBS/hdz3Lw== \
    files/jetbrains-mono-latin-wght-normal.woff2:mono.woff2 LICENSE:mono.LICENSE.txt
