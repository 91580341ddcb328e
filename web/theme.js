// Gives the page the colours that the person chose, before anything is drawn. Tests in web/src compare key and values
// with those of the page.

try {
  const { theme } = JSON.parse(localStorage.getItem("namelight.settings")) ?? {};
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Nothing is stored, or it cannot be read: the system's colours will do.
}
