// Tells that a text is being read, and for how long: a file of 500 pages takes some seconds.
(() => {
  const form = document.currentScript.closest("form");
  const shown = form.querySelector(".intake__progress");
  let timer;
  const stop = () => {
    clearInterval(timer);
    shown.hidden = true;
  };
  form.addEventListener("submit", () => {
    const begun = Date.now();
    stop();
    shown.hidden = false;
    timer = setInterval(() => {
      shown.querySelector("span").textContent = Math.round((Date.now() - begun) / 1000);
    }, 1000);
  });
  window.addEventListener("pageshow", stop); // the browser may keep the page as it was left
})();
