#!/bin/sh
# Checks the GPU of this machine: see README.md. Needs gzip and what every Unix has; all else is in this folder.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work="${TMPDIR:-/tmp}/unitgraph-gpu-check.$$"
mkdir -m 700 "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
gzip -dc "$here/node.gz" > "$work/node"
chmod 700 "$work/node"
"$work/node" "$here/unpack.mjs" "$here/engine" "$work/engine"
"$work/node" "$work/engine/scripts/gpuCheck/check.mjs" "--folder=$here" "$@"
