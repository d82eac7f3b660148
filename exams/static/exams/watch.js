/* Asks for the part that changes; what one is typing beside it stays as it is. */
(function () {
  "use strict";
  var box = document.querySelector("[data-live]");
  var cut = document.querySelector("[data-live-cut]");
  var etag = "", timer = 0;

  async function ask() {
    try {
      var headers = etag ? { "If-None-Match": etag } : {};
      var reply = await fetch(box.dataset.live, { headers: headers, cache: "no-store", credentials: "same-origin" });
      if (reply.ok && !reply.redirected) {
        box.innerHTML = await reply.text();
        etag = reply.headers.get("ETag") || "";
      }
      cut.hidden = reply.status === 304 || (reply.ok && !reply.redirected);
    } catch (error) {
      cut.hidden = false;
    }
    next();
  }

  function next() {
    clearTimeout(timer);
    var pause = Number(box.dataset.every) * 1000 * (0.9 + Math.random() * 0.2);
    if (!document.hidden) { timer = setTimeout(ask, pause); }
  }

  document.addEventListener("visibilitychange", next);
  next();
})();
