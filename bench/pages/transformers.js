// The least that a page does to show an entity with transformers.js. `?model=` names the variant.

// What goes wrong is written where the benchmark, waiting in vain, reads it.
export function show(transformers, runtime) {
  lightUp(transformers, runtime).catch(error => {
    document.body.append(String(error.stack ?? error));
  });
}

async function lightUp({ env, pipeline }, runtime) {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  // A name with more than one slash is none to it.
  env.localModelPath = "/models/small/onnx/";
  env.backends.onnx.wasm.wasmPaths = { mjs: `${runtime}.mjs`, wasm: `${runtime}.wasm` };
  const model = new URLSearchParams(location.search).get("model");
  const classify = await pipeline("token-classification", model, { dtype: "q8", device: "wasm" });
  const tokens = await classify(document.getElementById("text").textContent);
  const found = document.getElementById("found");
  for (const token of tokens) {
    const mark = document.createElement("mark");
    mark.textContent = `${token.word} ${token.entity}`;
    found.append(mark);
  }
}
