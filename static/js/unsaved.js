// Asks before a form of the admin is left with words that are saved nowhere; its own buttons do not ask.
(() => {
  const form = document.currentScript.closest("form");
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  const stored = form.querySelector(".errorlist") ? null : typed(); // a refused save is shown again, and not stored
  let saving = false;
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("beforeunload", (event) => {
    const leaves = saving || typed() === stored;
    saving = false; // where the save gets no answer, the words still stand here
    if (leaves) return;
    event.preventDefault();
    event.returnValue = true; // for browsers before 2023
  });
})();
