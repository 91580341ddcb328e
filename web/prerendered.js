// What is to be done before the page has started, which may never happen.

// The text that a first visit begins with; web/src/start/example.rs has the same, and a test compares them.
const EXAMPLE = "Dear Ms Okonkwo, thank you for the call. Zoë Šimůnková of Quillon Robotics will meet you in Porto on Friday; her Portuguese colleague Tomás Falk joins from Lisbon. Best wishes, Amara Lindqvist";

function showStoredText() {
  // Unless the URL is a link with another text. Nobody can have typed yet. Tests in web/src compare the key and the form of
  // links with those of the page.
  try {
    const field = document.getElementById("text");
    const stored = localStorage.getItem("namelight.text");
    if (/^#t\d+=/.test(location.hash)) return;
    if (stored === null) showExample(field);
    else field.value = stored;
  } catch {
    // The browser stores nothing.
  }
}

// What is typed first replaces the example. An empty text is stored as such, so that whoever cleared the field finds it
// empty again.
function showExample(field) {
  field.value = EXAMPLE;
  field.dataset.example = EXAMPLE;
  const replace = () => {
    if (field.value === EXAMPLE) field.select();
  };
  field.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if ([...key].length === 1 && !ctrlKey && !metaKey) replace();
  });
  field.addEventListener("beforeinput", ({ inputType }) => {
    if (inputType.startsWith("insert")) replace();
  });
}

function alertLine(message) {
  const line = document.createElement("p");
  line.className = "plain";
  line.setAttribute("role", "alert");
  line.textContent = message;
  return line;
}

// Browsers load no modules from a folder, so `boot.js` never runs there.
function askForServer() {
  const message = "This page was opened from a folder, from where browsers let no page load its program. It has to be "
    + "served over HTTP: run “python3 -m http.server” in the folder and open http://localhost:8000.";
  document.getElementById("app").replaceChildren(alertLine(message));
}

// Says that `boot.js`, which tells all else, did not come or is not what the page was built with. The field stays.
function tellMissing({ target }) {
  if (!(target instanceof HTMLScriptElement) || !target.src.endsWith("/boot.js")) return;
  const message = "The page could not be started (boot.js is missing or damaged). Load it again to try once more.";
  document.getElementById("boot").replaceWith(alertLine(message));
}

addEventListener("error", tellMissing, true);
if (location.protocol === "file:") askForServer();
else showStoredText();
