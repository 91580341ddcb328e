// onnxruntime-web in a worker, on WebAssembly.

import * as ort from "/npm/onnxruntime-web/dist/ort.wasm.bundle.min.mjs";

let session;
let withMask;
const inputs = new Map();

async function load({ url, threads, mask }) {
  ort.env.wasm.numThreads = threads;
  const started = performance.now();
  session = await ort.InferenceSession.create(url, { executionProviders: ["wasm"], graphOptimizationLevel: "all" });
  withMask = mask;
  // Without cross-origin isolation it would go down to one thread and say nothing.
  if (!self.crossOriginIsolated) {
    throw new Error("the server does not isolate the page, so there are no threads");
  }
  return { type: "loaded", threads: ort.env.wasm.numThreads, load_millis: performance.now() - started };
}

function inputsOf(wordpieces) {
  if (!inputs.has(wordpieces)) {
    // The same numbers as in `Recognizer::run_blank`.
    const row = value => {
      const values = BigInt64Array.from({ length: wordpieces }, (_, place) => BigInt(value(place)));
      return new ort.Tensor("int64", values, [1, wordpieces]);
    };
    const made = { input_ids: row(place => (place * 7919) % 30522), token_type_ids: row(() => 0) };
    inputs.set(wordpieces, withMask ? { ...made, attention_mask: row(() => 1) } : made);
  }
  return inputs.get(wordpieces);
}

async function measure({ wordpieces, runs }) {
  const given = inputsOf(wordpieces);
  const millis = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await session.run(given);
    millis.push(performance.now() - started);
  }
  return { type: "measured", measurement: { wordpieces, millis } };
}

self.onmessage = async ({ data: { task } }) => {
  try {
    self.postMessage(await (task.load ? load(task.load) : measure(task.measure)));
  } catch (error) {
    self.postMessage({ type: "failed", message: String(error) });
  }
};
self.postMessage({ type: "ready" });
