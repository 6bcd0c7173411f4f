// Refines what works without it: keeps addresses short, the focus in sight, and a way on when the network fails.
document.addEventListener("htmx:configRequest", (event) => {
  const { formData } = event.detail;
  for (const [name, value] of [...formData.entries()]) {
    if (value === "" || (name === "sort" && value === "relevance")) formData.delete(name);
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "results") return; // none where the history brings a page back
  // A page link or chip is gone after its own click: the heading says what is there now.
  if (document.activeElement === document.body) document.getElementById("results-title").focus();
});

// A link to a question opens the folded group around it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  document.getElementById(link?.hash.slice(1))?.closest("details")?.setAttribute("open", "");
});

// How many measures are ticked for a comparison, beside its button.
document.addEventListener("change", (event) => {
  const said = document.getElementById("compared");
  if (event.target.name !== "m" || !said) return;
  const chosen = document.querySelectorAll('[name="m"]:checked').length;
  said.textContent = chosen === 0 ? "勾选 2—4 项" : chosen === 1 ? "已选 1 项，再选一项" : `已选 ${chosen} 项${chosen > 4 ? "，最多 4 项" : ""}`;
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "answers") document.getElementById("results-title").focus();
  if (event.target.id !== "filters") return;
  const sheet = document.getElementById("sheet");
  if (!matchMedia("(min-width: 60rem)").matches && sheet.open) {
    sheet.open = false;
    document.getElementById("results-title").focus();
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    window.location.assign(event.detail.pathInfo.finalRequestPath);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy-address]")) {
  button.hidden = !navigator.clipboard; // only on https
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(window.location.href);
    document.getElementById("copied").textContent = "已复制";
  });
}

// Browsers before Chromium 131 cannot show a closed sheet's content beside the results.
const sheet = document.getElementById("sheet");
if (sheet && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  sheet.open = true;
}
