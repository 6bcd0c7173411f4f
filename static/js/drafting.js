// Keys on the 拆解 page. Every one only presses a button or moves to a proposal that is on the page anyway.
(() => {
  const open = () => [...document.querySelectorAll(".proposal")].filter((one) => one.querySelector("form.decision"));
  const here = () => document.activeElement.closest(".proposal") ?? document.querySelector(".proposal:target");
  const move = (step) => {
    const all = open();
    const place = all.indexOf(here());
    const next = all[place < 0 ? 0 : Math.min(all.length - 1, Math.max(0, place + step))];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  };
  const press = (step) => here()?.querySelector(`form.decision button[value="${step}"]`)?.click();
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("accept"),
    e: () => press("edit"),
    f: () => press("fill"),
    m: () => press("merge"),
    s: () => press("split"),
    d: () => here()?.querySelector("input[name=reason]")?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  const landed = document.querySelector(".proposal:target");
  if (landed) landed.focus({ preventScroll: true });
})();
