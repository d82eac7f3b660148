/* Before the exam: the worker that keeps the paper is there when the paper comes. */
(function () {
  "use strict";
  var form = document.querySelector("[data-worker]");
  if (form && navigator.serviceWorker) {
    navigator.serviceWorker.register(form.dataset.worker).catch(function () { return undefined; });
  }
})();
