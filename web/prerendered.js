// Says what the page needs when it was opened from a folder: browsers load no modules from there, so `boot.js` never runs.
if (location.protocol === "file:") {
  document.getElementById("boot").textContent = "This page was opened from a folder, from where browsers let no page load its "
    + "program. It has to be served over HTTP: run “python3 -m http.server” in the folder and open http://localhost:8000.";
}

// Puts the stored text into the field that is there before the page has started, unless the URL is a link with another
// text. Nobody can have typed yet. Tests in web/src compare the key and the form of links with those of the page.

try {
  const stored = localStorage.getItem("namelight.text");
  if (stored && !/^#t\d+=/.test(location.hash)) document.getElementById("text").value = stored;
} catch {
  // The browser stores nothing.
}
