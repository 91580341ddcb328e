// The page's side of the service worker, which keeps the site for when there is no network.

const SERVICE_WORKER = "service_worker.js";
// What the names of its caches begin with.
const CACHES = `namelight ${new URL(".", document.baseURI).pathname} `;

// The service worker in charge. There is none where the page came without safety or the browser keeps nothing.
async function registered() {
  if (!navigator.serviceWorker) {
    throw new Error(isSecureContext ? "this browser keeps nothing in this window" : "browsers keep only pages that were fetched by https");
  }
  const address = new URL(SERVICE_WORKER, document.baseURI);
  // Browsers ask for a newer one past their caches.
  const registration = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
  if (!registration.active && registration.installing) await installed(registration.installing);
  return navigator.serviceWorker.ready;
}

// Waits for the first service worker; without all of its files it never comes.
function installed(worker) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("not all of its files could be fetched and kept"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

// Keeps the site and these parts of it: builds of the worker, models. Fails with the reason.
async function keepOffline(parts) {
  const { active } = await registered();
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
  active.postMessage({ keep: parts }, [port2]);
  const { isKept, reason } = await answer;
  if (!isKept) throw new Error(reason);
}

// The service worker of another build, once it has all of its files.
async function newer(registration) {
  if (registration.waiting) return registration.waiting;
  return new Promise((resolve) => {
    const watch = () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        // Without an older one in charge it is the first of all.
        if (installing.state === "installed" && registration.active) resolve(installing);
      });
    };
    // One may be on its way already.
    watch();
    registration.addEventListener("updatefound", watch);
  });
}

// Resolves when another build of the site is there as a whole.
async function awaitUpdate() {
  await newer(await navigator.serviceWorker.ready);
}

// Changes to that build; what was typed is stored when the page is left.
async function takeUpdate() {
  const { waiting } = await navigator.serviceWorker.ready;
  // Another window may have changed to it already.
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting.postMessage({ takeOver: true });
}

// Removes what was kept. The page runs on, and keeps the site anew at the next visit.
async function forgetOffline() {
  const registration = await navigator.serviceWorker?.getRegistration(document.baseURI);
  await registration?.unregister();
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
}

// Whether the service worker sent this page. It may take charge later, which changes nothing of what came.
const wasKept = Boolean(navigator.serviceWorker?.controller);

// Whether the page came with its policy in a header, from its host or from the service worker, which always sends one.
async function hasPolicyHeader() {
  if (wasKept) return true;
  // The service worker leaves such a request to the host.
  const answer = await fetch(location.pathname, { cache: "no-store" });
  return answer.headers.has("content-security-policy");
}

Object.assign(globalThis.namelight ??= {}, { keepOffline, awaitUpdate, takeUpdate, forgetOffline, hasPolicyHeader });
