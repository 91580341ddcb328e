"""Times onnxruntime on the variants of a model that export_onnx.py wrote, as another program asks.

    python tests/reference/time_onnx.py --variants DIR

Reads a question a line and answers each with a line, both JSON. A question names a `variant`, whether it has a `mask`,
how many `workers` take batches from one list and the `threads` of each, how often to run (`runs`), and the list of
`batches`, each a list of the lengths of its sentences. The answer has the seconds of each run through the list, with
the number of wordpieces and of places with padding. `null` is asked for onnxruntime's version.
"""

import argparse
import json
import queue
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy
import onnxruntime

VOCABULARY = 30522


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--variants", required=True, type=Path)
    return parser.parse_args()


@lru_cache(maxsize=2)
def session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # A padded place is masked whatever is in it.
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def inputs(lengths, with_mask):
    places = numpy.arange(max(lengths))[None]
    mask = (places < numpy.array(lengths)[:, None]).astype(numpy.int64)
    assert with_mask or mask.all(), "sentences of different lengths need a mask"
    # The same numbers as in `Recognizer::run_blank`.
    given = {"input_ids": places * 7919 % VOCABULARY * mask, "token_type_ids": numpy.zeros_like(mask)}
    return given | {"attention_mask": mask} if with_mask else given


def run_all(runtime, batches):
    """What a worker does until nothing is left."""
    while True:
        try:
            batch = batches.get_nowait()
        except queue.Empty:
            return
        runtime.run(None, batch)


def seconds(runtime, batches, pool, workers):
    waiting = queue.SimpleQueue()
    for batch in batches:
        waiting.put(batch)
    started = time.perf_counter()
    for done in [pool.submit(run_all, runtime, waiting) for _ in range(workers)]:
        done.result()
    return time.perf_counter() - started


def answer(folder, question):
    path = folder / question["variant"] / "onnx/model_quantized.onnx"
    runtime = session(str(path), question["threads"])
    batches = [inputs(lengths, question["mask"]) for lengths in question["batches"]]
    workers = question["workers"]
    with ThreadPoolExecutor(workers) as pool:
        runs = [seconds(runtime, batches, pool, workers) for _ in range(question["runs"])]
    return {"seconds": runs}


def main():
    folder = arguments().variants
    for line in sys.stdin:
        question = json.loads(line)
        if question is None:
            reply = {"version": onnxruntime.__version__}
        else:
            reply = answer(folder, question)
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
