#!/usr/bin/env bash
# Proves the trainer on a machine with an NVIDIA GPU: trains there what was trained on a CPU when this kit was made, and
# compares the scores. Needs a driver, Python 3, and the libraries named below; no Rust.
# usage: DIR/run
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

libraries=(libcudart.so.13 libcublas.so.13 libcublasLt.so.13 libcurand.so.10)

# The folders where CUDA's libraries may lie: installations, and Python's packages of NVIDIA.
folders() {
    printf '%s\n' "${CUDA_HOME:-}/lib64" "${CUDA_PATH:-}/lib64" /usr/local/cuda*/lib64 /usr/lib/x86_64-linux-gnu
    python3 - <<'PY'
import glob, site, sys
roots = site.getsitepackages() + [site.getusersitepackages()] + sys.path
print("\n".join(sorted({path for root in roots if root for path in glob.glob(root + "/nvidia/*/lib")})))
PY
}

missing=()
for library in "${libraries[@]}"; do
    found=
    while read -r folder; do
        if [[ -e $folder/$library ]]; then
            found=$folder
            break
        fi
    done < <(folders)
    if [[ -z $found ]]; then
        missing+=("$library")
    else
        LD_LIBRARY_PATH=$found${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    fi
done
if ((${#missing[@]} > 0)); then
    echo "FAIL: not found: ${missing[*]}"
    echo "Install CUDA 13, or pip install nvidia-cuda-runtime nvidia-cublas nvidia-curand"
    exit 1
fi
export LD_LIBRARY_PATH
nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader || {
    echo "FAIL: nvidia-smi finds no GPU"
    exit 1
}

[[ -x namelight ]] || { gunzip --keep namelight.gz && chmod +x namelight; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Samples the memory in use while a run goes on.
watch_memory() {
    while sleep 1; do
        nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits
    done >"$out/memory" 2>/dev/null
}
watch_memory &
watcher=$!
trap 'kill $watcher 2>/dev/null; rm -rf "$out"' EXIT

# train NAME FLAGS…: the same command as on the CPU, with the device.
train() {
    local name=$1
    shift
    echo "== $name: namelight train $*"
    ./namelight train --device cuda --base base --data data --out "$out/$name" --save-every 1000000 "$@"
}

while read -r name flags; do
    # Flags are words without blanks.
    # shellcheck disable=SC2086
    train "$name" $flags
    # shellcheck disable=SC2086
    train "$name-bf16" $flags --precision bf16
done <runs.txt

python3 - "$out" <<'PY'
import json, sys
out = sys.argv[1]
tolerance = 0.003
expected = json.load(open("expected.json"))
memory = [int(line) for line in open(f"{out}/memory") if line.strip().isdigit()]
passed = True
print(f"{'run':<24} {'F1 CPU':>8} {'F1 GPU':>8} {'s a step':>10}")
for name, cpu in expected.items():
    for run in (name, name + "-bf16"):
        report = json.load(open(f"{out}/{run}/report.json"))
        last = report["epochs"][-1]
        steps = last["step"] / len(report["epochs"])
        good = abs(last["f1"] - cpu["f1"]) <= tolerance
        passed &= good
        print(f"{run:<24} {cpu['f1']:8.4f} {last['f1']:8.4f} {last['seconds'] / steps:10.4f} {'' if good else 'differs'}")
print(f"GPU memory in use at most: {max(memory, default=0)} MiB")
print("PASS" if passed else "FAIL")
sys.exit(not passed)
PY
