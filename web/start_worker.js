// Starts workers, whose bytes are those that the page was built with, under the page's own policy.
//
// A worker that is started by its address has the policy of the answer's headers, and many hosts send none. One that is
// started from a blob has the policy of the page, be it in a header or in the <meta> element.

// The smallest module with the relaxed SIMD instruction that the faster builds of the worker are made of,
// `i16x8.relaxed_dot_i8x16_i7x16_s`.
const RELAXED_SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15,
  253, 146, 2, 11,
);

// Memory that threads share, as the build with threads asks for it: one page of 64 KiB now, 1 GiB at most.
const SHARED = { initial: 1, maximum: 16384, shared: true };

// What is added to the worker's script: it gets its module, and a helper thread its memory, in the first message. What goes
// wrong is thrown outside the promise, where whoever started the worker hears of it.
const LAST_LINES = `
self.onmessage = ({ data: { module, memory } }) => {
  self.onmessage = null;
  __wbg_init({ module_or_path: module, memory })
    .then(() => memory && help())
    .catch((error) => setTimeout(() => { throw error; }));
};
`;

// Milliseconds after which a file that has not come is asked for once more, when another worker is started.
const OVERDUE = 30_000;

// The folder is named after its content; the build wrote the hashes of its files, and of the page's module, into the page.
const { programs = "", integrity = "", threads } = document.documentElement.dataset;
const hashes = new Map(integrity.split(" ").map((pair) => pair.split(":")));

// What is known of each build: the promise of its program, when that was asked for, and whether it is there.
const asked = new Map();

// The worker's fastest build for this browser. Threads need memory that is shared, which browsers only allow where the host
// isolates the page, and a build that not every site has.
function fastestBuild() {
  if (!WebAssembly.validate(RELAXED_SIMD)) return "worker";
  return threads !== undefined && globalThis.crossOriginIsolated && canShare() ? "worker_threads" : "worker_relaxed";
}

// A browser may refuse to share memory when little is left.
function canShare() {
  try {
    return Boolean(new WebAssembly.Memory(SHARED));
  } catch (error) {
    console.warn("Threads are not to be had:", error);
    return false;
  }
}

// A file that is what the page was built with. The browser's copy may be damaged, so another try goes past it.
async function verified(path) {
  const address = new URL(path, document.baseURI).href;
  const integrity = hashes.get(path.split("/").pop()) ?? "";
  for (const cache of ["default", "reload"]) {
    try {
      const answer = await fetch(address, { cache, integrity });
      if (answer.ok) return answer;
    } catch {
      // Browsers throw the same for a hash that differs and for a host that is not there.
    }
  }
  throw new Error(`${address} ${await fault(address)}`);
}

// What is wrong with a file.
async function fault(address) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    return answer.ok ? "is not the file that this page was built with; load the page again"
      : `answers with status ${answer.status}; all files of a build have to stand beside the page`;
  } catch (error) {
    return `cannot be reached (${error.message}); check the connection and try again`;
  }
}

// A module of another media type is compiled when all of it is there.
async function compiled(answer) {
  const isTyped = answer.headers.get("content-type") === "application/wasm";
  return isTyped ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

async function fetchProgram(build) {
  const [script, module] = await Promise.all([
    verified(`${programs}${build}.js`).then((answer) => answer.text()),
    verified(`${programs}${build}_bg.wasm`).then(compiled),
  ]);
  const blob = new Blob([script, LAST_LINES], { type: "text/javascript" });
  return { module, address: URL.createObjectURL(blob) };
}

// A build's program, fetched and compiled once for all workers.
function program(build) {
  const known = asked.get(build);
  if (known && (known.isThere || performance.now() - known.time < OVERDUE)) return known.program;
  const entry = { program: fetchProgram(build), time: performance.now(), isThere: false };
  asked.set(build, entry);
  entry.program.then(() => { entry.isThere = true; }, () => { if (asked.get(build) === entry) asked.delete(build); });
  return entry.program;
}

// The build with threads, or, where that is not to be had, the one that is the same without them.
async function programWithThreads() {
  try {
    return await program("worker_threads");
  } catch (error) {
    return program("worker_relaxed").catch(() => { throw error; });
  }
}

// Where a worker with threads fails before it has said anything, as when the browser has no memory to share after all, the next
// one is of the build without them.
function watchStart(worker, single) {
  const change = () => { document.documentElement.dataset.worker = single; };
  worker.addEventListener("error", change, { once: true });
  worker.addEventListener("message", () => worker.removeEventListener("error", change), { once: true });
}

// Starts a worker; the first one may have threads of its own. Workers side by side leave no core for another one's threads.
async function startWorker(isFirst) {
  const fastest = document.documentElement.dataset.worker;
  const single = fastest === "worker_threads" ? "worker_relaxed" : fastest;
  const { module, address } = await (isFirst && fastest !== single ? programWithThreads() : program(single));
  const worker = new Worker(address, { type: "module" });
  if (isFirst && fastest !== single) watchStart(worker, single);
  worker.postMessage({ module });
  return worker;
}

Object.assign(globalThis.namelight ??= {}, {
  startWorker,
  verified,
  // Chooses the build and fetches it while the page is fetched and compiled. What fails here fails again, and is told, when
  // the page starts a worker.
  prepareWorker() {
    document.documentElement.dataset.worker = fastestBuild();
    program(document.documentElement.dataset.worker).catch(() => {});
  },
});
