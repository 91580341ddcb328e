// Starts the page, or says why it cannot start.

// The smallest module with a SIMD instruction. The page's own module is built with these instructions, so a browser
// without them could not even compile the code that would say so.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

// Says why the page cannot start. What was typed stays, for the person to copy.
function refuse(message) {
  const field = document.getElementById("text");
  field?.setAttribute("aria-label", "Your text");
  const isTyped = field?.value && field.value !== field.dataset.example;
  document.getElementById("app").replaceChildren(alertLine(message), ...(isTyped ? [field] : []));
}

function alertLine(message) {
  const line = document.createElement("p");
  line.className = "plain";
  line.setAttribute("role", "alert");
  line.textContent = message;
  return line;
}

let isStarted = false;

// Whether a policy of the host forbids what the page needs.
let isForbidden = false;

// Says what that is. The page's own policy allows all of it; extensions of the browser are refused things as well, but from
// other addresses.
addEventListener("securitypolicyviolation", ({ blockedURI, disposition, effectiveDirective }) => {
  const isWorker = blockedURI === "blob" && effectiveDirective === "worker-src";
  const isOfPage = isWorker || blockedURI === "wasm-eval" || blockedURI.startsWith(new URL(".", document.baseURI).href);
  if (isForbidden || !isOfPage || disposition !== "enforce") return;
  isForbidden = true;
  const blocked = { "wasm-eval": "WebAssembly", blob: "workers" }[blockedURI] ?? blockedURI;
  const needed = document.querySelector("meta[http-equiv=Content-Security-Policy]").content;
  const message = `The policy of this page's host forbids ${blocked} (${effectiveDirective}). Whoever runs the host has to `
    + `let its Content-Security-Policy header allow what the page needs: ${needed}`;
  if (!isStarted) return refuse(message);
  document.body.prepend(alertLine(message));
});

// The browser's copy of a script may be damaged, and a script that failed once fails until the page is loaded again. So
// another one is asked for under another address, where the host's is right; where it is not, that is told.
async function imported(path) {
  try {
    return await import(new URL(path, document.baseURI));
  } catch {
    await namelight.verified(path);
    return import(new URL(`${path}?renewed`, document.baseURI));
  }
}

// Where offline.js is missing, the page runs, and says that it does not open without a network.
function standInForOffline() {
  const missing = () => Promise.reject(new Error("offline.js is missing or damaged; load the page again"));
  for (const name of ["keepOffline", "awaitUpdate", "takeUpdate", "forgetOffline", "hasPolicyHeader"]) {
    namelight[name] ??= missing;
  }
}

async function start() {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD)) {
    refuse("Namelight needs WebAssembly with SIMD, which this browser does not have or has switched off. "
      + "Current versions of Chrome, Edge, Firefox and Safari have it.");
    return;
  }
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  try {
    if (!globalThis.namelight?.prepareWorker) throw new Error("start_worker.js is missing or damaged");
    standInForOffline();
    namelight.prepareWorker();
    const module = namelight.verified(wasm);
    // Told below, unless the script fails before it.
    module.catch(() => {});
    const page = await imported(js);
    await page.default({ module_or_path: await module });
    isStarted = true;
  } catch (error) {
    console.error(error);
    // The policy that forbids it is told in place of this.
    if (!isForbidden) refuse(`The page could not be started (${error.message ?? error}). Load it again to try once more.`);
  }
}

start();
