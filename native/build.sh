#!/usr/bin/env bash
# Builds the native library (CPU) and the benchmark binary; puts the library where JNA finds it in the jar.
# Usage: native/build.sh CLASSES_DIR   (called by Maven)
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
out=$1/linux-x86-64
cd "$here"
cargo build --release --locked --quiet
mkdir -p "$out"
cmp -s target/release/libwdpost.so "$out/libwdpost.so" || cp target/release/libwdpost.so "$out/libwdpost.so"
