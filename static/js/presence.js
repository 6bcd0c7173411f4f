// Says every five minutes that a draft's form is still open, so that colleagues are told. Whether somebody typed since
// decides if the sign-in lasts (config/access/sessions.py): a forgotten window does not keep it alive.
(() => {
  const { address } = document.currentScript.dataset;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  let typed = false;
  document.addEventListener("input", () => { typed = true; });
  const say = () => {
    const body = new URLSearchParams({ typed: typed ? "1" : "" });
    typed = false;
    return fetch(address, { method: "POST", headers: { "X-CSRFToken": token.value }, body });
  };
  if (address && token) window.setInterval(say, 5 * 60 * 1000);
})();
