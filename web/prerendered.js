// Puts the text of the last visit into the field that is there before the page has started, unless the address holds
// another one. Nobody can have typed yet.

try {
  const kept = localStorage.getItem("namelight.text");
  if (kept && !/^#t\d+=/.test(location.hash)) document.getElementById("text").value = kept;
} catch {
  // The browser keeps nothing.
}
