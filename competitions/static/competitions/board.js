/* The hall's screen: asks each second while the contest runs, keeps what it has when cut off. */
(function () {
  "use strict";
  var box = document.querySelector("[data-board]");
  var missed = 0, etag = "", timer = 0, still = 0;

  function pause() {
    var head = box.querySelector("header");
    var base = head && head.dataset.running === "1" ? 1000 : 5000;
    return base * (0.9 + Math.random() * 0.2);
  }

  function sayStale() {
    var foot = box.querySelector("footer");
    var time = box.querySelector("time");
    if (!foot || foot.classList.contains("cut")) { return; }
    foot.classList.add("cut");
    foot.setAttribute("role", "status");
    foot.firstElementChild.textContent = box.dataset.stale.replace("TIME", time ? time.textContent.slice(0, 5) : "–");
  }

  function show(html) {
    box.innerHTML = html;
    missed = 0;
  }

  async function ask() {
    try {
      var headers = etag ? { "If-None-Match": etag } : {};
      var reply = await fetch(box.dataset.board, { headers: headers, cache: "no-store", credentials: "same-origin" });
      if (reply.headers.get("X-Now") && box.dataset.now) { box.dataset.now = reply.headers.get("X-Now"); }
      if (reply.status === 304) {
        if (missed >= 5) { etag = ""; }
        missed = 0;
      } else if (reply.ok) {
        show(await reply.text());
        etag = reply.headers.get("ETag") || "";
      } else {
        missed += 1;
      }
    } catch (error) {
      missed += 1;
    }
    if (missed >= 5) { sayStale(); }
    next();
  }

  function next() {
    clearTimeout(timer);
    if (!document.hidden) { timer = setTimeout(ask, pause()); }
  }

  document.addEventListener("visibilitychange", next);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "f" && event.key !== "F") { return; }
    if (document.fullscreenElement) { document.exitFullscreen(); } else if (box.requestFullscreen) { document.documentElement.requestFullscreen(); }
  });
  document.addEventListener("mousemove", function () {
    document.body.classList.remove("still");
    clearTimeout(still);
    still = setTimeout(function () { document.body.classList.add("still"); }, 3000);
  });
  next();
})();
