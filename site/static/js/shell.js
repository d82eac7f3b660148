/* The errors take the focus; a form pressed once is sent once. */
(function () {
  "use strict";
  function focusErrors() {
    var box = document.querySelector("[data-errors]");
    if (box) { box.focus(); }
  }
  function free(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[data-words]").forEach(function (button) {
      button.textContent = button.dataset.words;
      button.removeAttribute("data-words");
      button.removeAttribute("aria-disabled");
    });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    /* After the browser has read the pressed button's value. */
    setTimeout(function () {
      var button = form.querySelector("button[data-busy]");
      if (!button) { return; }
      button.dataset.words = button.textContent;
      button.textContent = button.dataset.busy;
      button.setAttribute("aria-disabled", "true");
    }, 0);
    setTimeout(function () { free(form); }, 10000);
  });
  /* Going back shows the page as it was left; its forms are open again. */
  addEventListener("pageshow", function () { document.querySelectorAll("form[data-sent]").forEach(free); });
  document.addEventListener("htmx:afterSwap", focusErrors);
  focusErrors();
})();
