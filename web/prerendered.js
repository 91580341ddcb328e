// What is to be done before the page has started, which may never happen.

function showStoredText() {
  // Unless the URL is a link with another text. Nobody can have typed yet. Tests in web/src compare the key and the form of
  // links with those of the page.
  try {
    const stored = localStorage.getItem("namelight.text");
    if (stored && !/^#t\d+=/.test(location.hash)) document.getElementById("text").value = stored;
  } catch {
    // The browser stores nothing.
  }
}

// Browsers load no modules from a folder, so `boot.js` never runs there.
function askForServer() {
  const line = document.createElement("p");
  line.className = "plain";
  line.setAttribute("role", "alert");
  line.textContent = "This page was opened from a folder, from where browsers let no page load its program. It has to be "
    + "served over HTTP: run “python3 -m http.server” in the folder and open http://localhost:8000.";
  document.getElementById("app").replaceChildren(line);
}

if (location.protocol === "file:") askForServer();
else showStoredText();
