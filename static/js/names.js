// Gives the boxes of select2, and the empty head of a table of rows, the names that a screen reader reads.
(() => {
  const head = (select) => select.closest("table")?.querySelector(`th.column-${select.name.split("-").pop()}`);
  const name = (root) => {
    for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
      const words = (select.labels[0] ?? head(select))?.textContent.trim().replace(/[:：]$/, "");
      for (const box of select.nextElementSibling.querySelectorAll("[role=combobox], [role=textbox], input")) {
        box.removeAttribute("aria-labelledby");
        box.setAttribute("aria-label", words);
      }
      select.nextElementSibling.querySelector("ul")?.setAttribute("role", "none");
    }
  };
  django.jQuery(() => { // after the handlers that make the boxes
    name(document);
    for (const empty of document.querySelectorAll("th.original:empty")) empty.replaceWith(
      Object.assign(document.createElement("td"), { className: "original" }));
  });
  document.addEventListener("formset:added", (event) => setTimeout(() => name(event.target)));
})();
