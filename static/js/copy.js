// Copies a text that can also be selected by hand; where the clipboard is closed to us, selects it instead.
function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    status.textContent = "已复制";
  } catch {
    window.getSelection().selectAllChildren(source);
    status.textContent = "已选中，请按 Ctrl+C 复制";
  }
});

offerCopies();
document.addEventListener("htmx:afterSettle", offerCopies);
