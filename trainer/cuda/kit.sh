#!/usr/bin/env bash
# Packs what proves the trainer on a machine with an NVIDIA GPU and no Rust: the program, data, a checkpoint, and the scores
# of the same runs on this machine's CPU, which are computed here (minutes) and kept for the next kit.
# usage: kit.sh DIR DATA BASE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
kit=${1:?usage: kit.sh DIR DATA BASE} data=${2:?DATA is a folder of CoNLL-2003} base=${3:?BASE is a checkpoint}
largest=$((55 * 1000 * 1000))

bash trainer/cuda/build.sh
cargo build --release --package namelight-trainer

mkdir -p "$kit/data" "$kit/base"
cp "$data"/eng.{train,testa,testb} "$kit/data/"
for file in config.json tokenizer.json tokenizer_config.json; do
    cp "$base/$file" "$kit/base/"
done
python3 trainer/cuda/halve.py "$base/model.safetensors" "$kit/base/model.safetensors"
strip -o "$kit/namelight" target/cuda/release/namelight
gzip --force --best "$kit/namelight"
cp trainer/cuda/run.sh "$kit/run"

# The runs: a name, and the flags.
cat >"$kit/runs.txt" <<'RUNS'
one-epoch --epochs 1 --learning-rate 2e-4 --warmup-ratio 0.1 --weight-decay 0.01 --word-shapes --case-change 0.2 --group-by-length --eval-batch 64
short --epochs 4 --max-samples 2000 --learning-rate 2e-4 --warmup-ratio 0.1 --weight-decay 0.01 --word-shapes --eval-batch 64
RUNS

expected=target/cuda/expected
while read -r name flags; do
    # Flags are words without blanks.
    # shellcheck disable=SC2086
    target/release/namelight train --device cpu --base "$kit/base" --data "$kit/data" --out "$expected/$name" \
        --overwrite $flags
done <"$kit/runs.txt"
python3 - "$expected" "$kit/runs.txt" >"$kit/expected.json" <<'PY'
import json, sys
folder, runs = sys.argv[1:]
names = [line.split()[0] for line in open(runs)]
last = lambda name: json.load(open(f"{folder}/{name}/report.json"))["epochs"][-1]
print(json.dumps({name: {"f1": last(name)["f1"]} for name in names}, indent=2))
PY

size=$(du --summarize --bytes "$kit" | cut --fields 1)
echo "$kit: $((size / 1000000)) MB. On the machine with the GPU: $(basename "$kit")/run"
((size < largest)) || { echo "error: the kit has more than $((largest / 1000000)) MB" >&2; exit 1; }
