// Runs before anything of a page: types a text as soon as there is a field for it, and keeps when a name is lit up.
const text = "Marie Curie met Angela Merkel in Warsaw.";
let typed = false;

function type(field) {
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  set.call(field, text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

const observer = new MutationObserver(() => {
  const field = document.getElementById("text");
  if (!typed && field instanceof HTMLTextAreaElement) {
    typed = true;
    // Its listeners come after it.
    setTimeout(() => type(field));
  }
  if (document.querySelector("#highlights mark, #found mark") !== null) {
    window.firstEntity = performance.now();
    observer.disconnect();
  }
});
observer.observe(document, { childList: true, subtree: true });
