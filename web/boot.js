// Starts the page, or says why it cannot start.

// The smallest module with a SIMD instruction. The page's own module is built with these instructions, so a browser
// without them could not even compile the code that would say so.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

// The smallest module with the relaxed SIMD instruction that the faster build of the worker is made of,
// `i16x8.relaxed_dot_i8x16_i7x16_s`.
const RELAXED_SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15,
  253, 146, 2, 11,
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
  const isOfPage = blockedURI === "wasm-eval" || blockedURI.startsWith(new URL(".", document.baseURI).href);
  if (isForbidden || !isOfPage || disposition !== "enforce") return;
  isForbidden = true;
  const blocked = blockedURI === "wasm-eval" ? "WebAssembly" : blockedURI;
  const needed = document.querySelector("meta[http-equiv=Content-Security-Policy]").content;
  const message = `The policy of this page's host forbids ${blocked} (${effectiveDirective}). Whoever runs the host has to `
    + `let its Content-Security-Policy header allow what the page needs: ${needed}`;
  if (!isStarted) return refuse(message);
  document.body.prepend(alertLine(message));
});

// The worker's fastest build for this browser; the page starts it by this name. Threads need memory that is shared,
// which browsers only allow where the host isolates the page, and a build that not every site has.
function workerScript() {
  // The folder is named after its content.
  const { programs = "", threads } = document.documentElement.dataset;
  if (!WebAssembly.validate(RELAXED_SIMD)) return `${programs}worker_loader.js`;
  const hasThreads = threads !== undefined && globalThis.crossOriginIsolated;
  return `${programs}${hasThreads ? "worker_threads_loader.js" : "worker_relaxed_loader.js"}`;
}

// Fetches the files of a worker while the page is fetched and compiled. The worker itself would ask for one after the
// other, and only when the page starts it; so it finds them in the browser's cache.
function prefetch(loader) {
  const build = loader.replace("_loader.js", "");
  for (const href of [loader, `${build}.js`]) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
  // No preload link: browsers say on the console that the page itself does not use it. What fails here fails again, and
  // is told, when the worker asks.
  fetch(`${build}_bg.wasm`).then((answer) => answer.arrayBuffer()).catch(() => {});
}

async function start() {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD)) {
    refuse("Namelight needs WebAssembly with SIMD, which this browser does not have or has switched off. "
      + "Current versions of Chrome, Edge, Firefox and Safari have it.");
    return;
  }
  document.documentElement.dataset.worker = workerScript();
  prefetch(document.documentElement.dataset.worker);
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  try {
    const page = await import(new URL(js, document.baseURI));
    await page.default({ module_or_path: new URL(wasm, document.baseURI) });
    isStarted = true;
  } catch (error) {
    console.error(error);
    // The policy that forbids it is told in place of this.
    if (!isForbidden) refuse(`The page could not be started (${error.message ?? error}). Load it again to try once more.`);
  }
}

start();
