// Copies a reference that can also be selected by hand; where the clipboard is closed to us, selects it instead.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      status.textContent = "已复制";
    } catch {
      window.getSelection().selectAllChildren(source);
      status.textContent = "已选中，请按 Ctrl+C 复制";
    }
  });
}
