// Gives the page the colours that the person chose, before anything is drawn.

try {
  const { theme } = JSON.parse(localStorage.getItem("namelight.settings")) ?? {};
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Nothing is stored, or it cannot be read: the system's colours will do.
}
