// Keeps the site for when there is no network: all files of one build, or none of them.
//
// The build puts the names and hashes of its files in here, so that the browser takes another build for another service
// worker. That one keeps its own files beside the older ones, and takes over when all are there and the person agrees or has
// closed the page. What belongs to one model or one kind of processor is kept when the page says that it uses it.

// Written by the build: `site` has the files of every visit, `parts` those of a model or of a build of the worker, each with
// its hash; `headers` is what hosts are told to send with the page.
const BUILD = { version: "none", site: {}, parts: {}, headers: {} };

// Other folders of this host may have the page as well, each with its own service worker.
const PREFIX = `namelight ${new URL(registration.scope).pathname} `;
const CACHE = PREFIX + BUILD.version;

// In a cache, what the address of a note begins with, which says that a part is kept. No file has such an address.
const NOTE = "./?kept=";

const address = (path) => new URL(path, registration.scope).href;
const hashes = new Map(
  [BUILD.site, ...Object.values(BUILD.parts)].flatMap(Object.entries).map(([path, hash]) => [address(path), hash]),
);

// Keeps a file that is what the build says, from the browser's copy, from the older build's files or from the host.
async function keep(cache, [path, hash]) {
  const url = address(path);
  if (await cache.match(url)) return;
  const answer = (await kept(path)) ?? (await fetch(url, { cache: "no-cache", integrity: hash }));
  if (!answer.ok) throw new Error(`${url} answers with status ${answer.status}`);
  await cache.put(url, answer);
}

// A file that an older build kept under the same name, which is as good if the name has the hash of its content.
async function kept(path) {
  return /[.-][0-9a-f]{16}[._/]/.test(path) ? caches.match(address(path)) : undefined;
}

// Keeps parts, and notes their names for the next build.
async function keepParts(names) {
  const cache = await caches.open(CACHE);
  const known = names.filter((name) => name in BUILD.parts);
  for (const file of known.flatMap((name) => Object.entries(BUILD.parts[name]))) await keep(cache, file);
  for (const name of known) await cache.put(address(NOTE + name), new Response());
}

// The parts that an older build keeps: whoever worked without a network goes on to do so.
async function partsInUse() {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  const requests = (await Promise.all(older.map(async (name) => (await caches.open(name)).keys()))).flat();
  const notes = requests.filter(({ url }) => url.startsWith(address(NOTE)));
  return notes.map(({ url }) => url.slice(address(NOTE).length));
}

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(BUILD.site).map((file) => keep(cache, file)));
    await keepParts(await partsInUse());
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
  await clients.claim();
}

// The page comes with the headers that its host was told to send, so that it is isolated and has its policy in any case. What
// the host sent of them stays.
async function withHeaders(answer) {
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(BUILD.headers)) if (!headers.has(name)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}

// The address of the file that is meant. The page has several: with and without its name, a query or a fragment.
function fileOf({ mode, url }) {
  if (mode !== "navigate") return url;
  const path = new URL(url).pathname;
  const isPage = ["./", "index.html"].some((name) => new URL(address(name)).pathname === path);
  return isPage ? address("./") : url;
}

async function answer(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (!kept) return fetch(request);
  return url === address("./") ? withHeaders(kept) : kept;
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = fileOf(request);
  // The page asks for a file past all caches when what it got was damaged.
  const isFresh = request.mode !== "navigate" && ["reload", "no-store"].includes(request.cache);
  if (request.method === "GET" && hashes.has(url) && !isFresh) event.respondWith(answer(request, url));
});

addEventListener("message", (event) => {
  const { keep: parts, takeOver } = event.data;
  if (takeOver) skipWaiting();
  if (!parts) return;
  const [port] = event.ports;
  const done = keepParts(parts).then(
    () => port.postMessage({ isKept: true }),
    (error) => port.postMessage({ isKept: false, reason: `${error.message ?? error}` }),
  );
  event.waitUntil(done);
});
