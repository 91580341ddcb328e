// The least that a page does to show an entity with transformers.js. `?model=` names the folder of the model.

export async function show({ env, pipeline }, runtime) {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = "/models/";
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
