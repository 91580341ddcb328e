// Puts the stored text into the field that is there before the page has started, unless the URL is a link with another
// text. Nobody can have typed yet. Tests in web/src compare the key and the form of links with those of the page.

try {
  const stored = localStorage.getItem("namelight.text");
  if (stored && !/^#t\d+=/.test(location.hash)) document.getElementById("text").value = stored;
} catch {
  // The browser stores nothing.
}
