#!/usr/bin/env bash
# Compiles and links the trainer for NVIDIA GPUs, which needs no GPU, and trains on one where there is one. Where this
# machine has no CUDA toolkit, NVIDIA's Python packages are fetched (1.2 GB) and laid out like one, on Unix only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=13.0
packages=(
    nvidia-cuda-nvcc==13.0.88 nvidia-nvvm==13.0.88 nvidia-cuda-crt==13.0.88 nvidia-cuda-runtime==13.0.96
    nvidia-cuda-cccl==13.0.85 nvidia-cuda-nvrtc==13.0.88 nvidia-cublas==13.1.0.3 nvidia-curand==10.4.0.35
)
# A build of its own: the feature would have the usual one compiled anew each time.
target=target/cuda
# GPUs since 2020 (Ampere), which multiply bf16.
export CUDA_COMPUTE_CAP=${CUDA_COMPUTE_CAP:-80}

# The root of a toolkit that somebody put on this machine.
installed() {
    local root on_path
    on_path=$(command -v nvcc || true)
    for root in "${CUDA_HOME:-}" "${CUDA_PATH:-}" "${on_path%/bin/nvcc}" /usr/local/cuda; do
        if [[ -n $root && -x $root/bin/nvcc ]]; then
            echo "$root"
            return
        fi
    done
}

# The root in an environment of Python that has the packages.
install_packages() {
    local python=target/tools/cuda/$version/bin/python
    [[ -x $python ]] || python3 -m venv "target/tools/cuda/$version"
    "$python" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
    echo "$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/nvidia/cu${version%.*}"
}

# Gives the packages' folder the names that build scripts look for.
lay_out() {
    local root=$1 library
    [[ -e $root/lib64 ]] || ln -s lib "$root/lib64"
    for library in "$root"/lib/*.so.*; do
        [[ -e ${library%%.so.*}.so ]] || ln -s "${library##*/}" "${library%%.so.*}.so"
    done
    write_driver_stub "$root"
}

# The driver's library comes with the driver, and the packages have no stand-in to link with, as the toolkit has. In
# this one every function answers CUDA_ERROR_STUB_LIBRARY. Names too many do no harm.
write_driver_stub() {
    local stubs=$1/lib/stubs
    [[ ! -e $stubs/libcuda.so.1 ]] || return 0
    mkdir -p "$stubs"
    grep -oE '\bcu[A-Z][A-Za-z0-9_]*' "$1/include/cuda.h" | sort -u |
        sed 's/.*/int &(void) { return 34; }/' >"$stubs/libcuda.c"
    cc -w -shared -fPIC -Wl,-soname,libcuda.so.1 -o "$stubs/libcuda.so" "$stubs/libcuda.c"
    ln -s libcuda.so "$stubs/libcuda.so.1"
}

root=$(installed)
if [[ -z $root ]]; then
    echo "Installing NVIDIA's compiler and libraries: 1.2 GB, once."
    root=$(install_packages)
    lay_out "$root"
    export CUDARC_CUDA_VERSION=${version%.*}0${version#*.}0
    export CUDA_HOME=$root CUDA_PATH=$root PATH=$root/bin:$PATH
    export RUSTFLAGS="-L native=$root/lib64 -L native=$root/lib64/stubs"
    # The stub comes last: where a driver is, it goes first.
    export LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$root/lib64:$root/lib64/stubs
fi
echo "CUDA in $root"

cargo=(--release --package namelight-trainer --features cuda --target-dir "$target")
cargo clippy "${cargo[@]}" -- -D warnings
cargo build "${cargo[@]}"

# A few steps on the tests' own sentences.
train=(
    "$target/release/namelight" train --device cuda --overwrite --base tests/fixtures/tiny-base
    --data tests/fixtures/conll --out "$target/model" --epochs 20 --learning-rate 1e-2
)
if [[ -n $(nvidia-smi --list-gpus 2>/dev/null) ]]; then
    "${train[@]}"
    echo "The trainer was compiled for CUDA and trained on this machine's GPU."
    exit
fi
# A linked program gets as far as asking for the device, and then says so in words.
if answer=$("${train[@]}" 2>&1) || [[ $answer != *"opening the first CUDA device"* ]]; then
    echo "$answer" >&2
    echo "error: the trainer should have said that there is no GPU" >&2
    exit 1
fi
echo "The trainer was compiled and linked for CUDA. There is no GPU here, so nothing was run on one."
