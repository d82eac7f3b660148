/* A quiz on the host's page, a team's device and the hall's screen: asks each second, counts the
   time down by the server's clock, and keeps a press until the server has it. No library, ES2018. */
(function () {
  "use strict";
  var box = document.querySelector("[data-live]"), note = document.querySelector("[data-note]");
  var WAITS = [1000, 2000, 4000, 8000, 30000], KEPT = "quiz:" + location.pathname;
  var missed = 0, etag = "", timer = 0, still = 0, shownAt = performance.now();
  var pressed = null, queue = [], sending = false, tries = 0;

  function say(text, kind) {
    if (!note) { return; }
    note.className = "note quiz-note " + (text ? kind || "" : "quiet");
    note.firstElementChild.textContent = text;
  }

  /* --- what is shown --- */
  function stale() {
    var foot = box.querySelector("footer"), time = box.querySelector("time");
    if (note) { if (!queue.length) { say(note.dataset.stale, "warning"); } return; }
    if (!foot || foot.classList.contains("cut")) { return; }
    foot.classList.add("cut");
    foot.setAttribute("role", "status");
    foot.firstElementChild.textContent = box.dataset.stale.replace("TIME", time ? time.textContent : "–");
  }
  function count() {
    var clock = box.querySelector("[data-left]");
    if (!clock) { return; }
    var left = parseFloat(clock.dataset.left) - (performance.now() - shownAt) / 1000;
    clock.textContent = left > 0 ? String(Math.ceil(left)) : clock.dataset.over;
  }
  /* Who works with the keys stays where she was, as long as the same control is there. */
  function nameOf(control) {
    var form = control.form && control.form.getAttribute("action");
    return [control.tagName, control.name, control.value, control.getAttribute("href"), form].join(" ");
  }
  function keepingFocus(change) {
    var held = box.contains(document.activeElement) ? nameOf(document.activeElement) : "";
    change();
    if (!held) { return; }
    var controls = Array.prototype.slice.call(box.querySelectorAll("a, button, input"));
    var same = controls.filter(function (control) { return nameOf(control) === held; })[0];
    if (same) { same.focus({ preventScroll: true }); }
  }
  function back() {
    if (missed >= 5) { etag = ""; if (note && !kept()) { say(""); } }
    missed = 0;
  }
  async function ask() {
    clearTimeout(timer);
    try {
      var headers = etag ? { "If-None-Match": etag } : {};
      var url = box.dataset.live + (box.hasAttribute("data-query") ? location.search : "");
      var reply = await fetch(url, { headers: headers, cache: "no-store", credentials: "same-origin" });
      if (reply.redirected) { location.reload(); return; }
      if (reply.status === 304) {
        back();
      } else if (reply.ok) {
        var html = await reply.text();
        back();
        keepingFocus(function () { box.innerHTML = html; });
        shownAt = performance.now();
        etag = reply.headers.get("ETag") || "";
        count();
      } else {
        missed += 1;
      }
    } catch (error) {
      missed += 1;
    }
    if (missed >= 5) { stale(); }
    next();
  }
  function next() {
    clearTimeout(timer);
    var head = box.querySelector("[data-running]");
    var base = head && head.dataset.running === "0" ? 5000 : 1000;
    if (!document.hidden) { timer = setTimeout(ask, base * (0.9 + Math.random() * 0.2)); }
  }

  /* --- what is pressed: one sending after the other, each under its own key, until it is answered --- */
  function kept() {
    try { return [].concat(JSON.parse(sessionStorage.getItem(KEPT)) || []); } catch (error) { return []; }
  }
  function keep() {
    try { queue.length ? sessionStorage.setItem(KEPT, JSON.stringify(queue)) : sessionStorage.removeItem(KEPT); } catch (error) { /* the page still has it */ }
  }
  function press(sent) {
    /* The same once more while it is on its way is a second tap of the same finger. */
    if (queue.some(function (one) { return one.url === sent.url && one.what === sent.what; })) { return; }
    queue.push(sent);
    if (!sending) { send(); }
  }
  async function send() {
    var sent = queue[0];
    sending = true;
    try {
      var reply = await fetch(sent.url, { method: "POST", body: sent.body, credentials: "same-origin",
        headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" } });
      if (reply.status >= 500) { throw new Error(reply.status); }
      var body = await reply.json().catch(function () { return null; });
      queue.shift();
      keep();
      sending = false;
      tries = 0;
      if (!body || reply.status === 401) { location.reload(); return; }
      say(body.message || note.dataset.written, reply.ok && !body.message ? "" : "warning");
      ask();
      if (queue.length) { send(); }
    } catch (error) {
      keep();
      say(note.dataset.kept, "warning");
      setTimeout(send, WAITS[Math.min(tries, WAITS.length - 1)]);
      tries += 1;
    }
  }
  /* Each press has a key of its own: a quick host presses before the page has come anew. */
  function newKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  document.addEventListener("click", function (event) {
    pressed = event.target.closest("button");
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.hasAttribute("data-deed") || !window.fetch) { return; }
    event.preventDefault();
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { body.append(name, value); });
    if (pressed && pressed.name && form.contains(pressed)) { body.append(pressed.name, pressed.value); }
    var what = new URLSearchParams(body);
    what.delete("key");
    if (body.has("key")) { body.set("key", newKey()); }
    press({ url: form.action, body: body.toString(), what: what.toString() });
  }, true);

  document.addEventListener("visibilitychange", next);
  document.addEventListener("keydown", function (event) {
    if (note || (event.key !== "f" && event.key !== "F")) { return; }
    if (document.fullscreenElement) { document.exitFullscreen(); } else { document.documentElement.requestFullscreen(); }
  });
  document.addEventListener("mousemove", function () {
    document.body.classList.remove("still");
    clearTimeout(still);
    still = setTimeout(function () { document.body.classList.add("still"); }, 3000);
  });
  setInterval(count, 200);
  queue = kept();
  if (note && queue.length) { send(); }
  next();
})();
