// Workers that all speak the language of Namelight's: ready, load → loaded, measure → measured, or failed.

const workers = new Map();

// The next message of this type. Whatever else goes wrong is an error.
function next(name, type) {
  const worker = workers.get(name);
  return new Promise((resolve, reject) => {
    worker.onerror = event => reject(new Error(`${name}: ${event.message ?? "its files could not be loaded"}`));
    worker.onmessage = ({ data }) => {
      if (data.type === type) {
        resolve(data);
      } else if (data.type === "failed") {
        reject(new Error(`${name}: ${data.message}`));
      }
    };
  });
}

// Starts a worker under a name and lets it load a model.
async function start(name, script, load) {
  workers.set(name, new Worker(script, { type: "module" }));
  await next(name, "ready");
  const url = new URL(load.url, location).href;
  workers.get(name).postMessage({ id: 1, task: { load: { ...load, url } } });
  return next(name, "loaded");
}

// Milliseconds of each of these runs.
async function measure(name, wordpieces, runs) {
  workers.get(name).postMessage({ id: 2, task: { measure: { wordpieces, runs } } });
  return (await next(name, "measured")).measurement;
}

// The same in several workers at once.
function measureAll(names, wordpieces, runs) {
  return Promise.all(names.map(name => measure(name, wordpieces, runs)));
}

function stop(name) {
  workers.get(name)?.terminate();
  workers.delete(name);
}

window.engines = { start, measure, measureAll, stop };
