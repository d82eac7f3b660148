/* The judge's pad. Marks stay on this device until the server's reply is here; they are sent once
   under one key, again and again until then. No library, ES2018. */
(function () {
  "use strict";
  var body = document.body, words = body.dataset;
  var form = document.querySelector("[data-pad-form]");
  var note = document.querySelector("[data-save-state]");
  var network = document.querySelector("[data-network]");
  var WAITS = [1000, 2000, 4000, 8000, 30000];
  var sending = false, tries = 0, retryTimer = 0, pollTimer = 0;

  /* --- what is kept on the device: marks and the key of the sending, nothing else --- */
  function read() {
    try { return JSON.parse(localStorage.getItem(words.draft)) || {}; } catch (error) { return {}; }
  }
  function keep(draft) {
    try { localStorage.setItem(words.draft, JSON.stringify(draft)); } catch (error) { /* a full or locked store: the page still holds the marks */ }
  }
  function forget() {
    try { localStorage.removeItem(words.draft); } catch (error) { /* nothing was kept */ }
  }

  function say(text, kind) {
    note.className = "note " + (kind || "");
    note.firstElementChild.textContent = text;
  }
  function online(yes) {
    network.textContent = yes ? words.online : words.offline;
    network.className = "tag " + (yes ? "ok" : "warn");
  }

  function criteria() { return Array.prototype.slice.call(form.querySelectorAll("[data-criterion]")); }
  function valueOf(box) {
    var input = box.querySelector("input:checked") || box.querySelector("input[inputmode]");
    return input ? input.value.trim() : "";
  }
  function marks() {
    var given = {};
    criteria().forEach(function (box) { given[box.dataset.criterion] = valueOf(box); });
    return given;
  }
  /* Whole numbers inside, so that 0.1 + 0.2 is 0.3. */
  function units(text, places) {
    var parts = text.split(".");
    return parseInt(parts[0] + ((parts[1] || "") + "0000").slice(0, places), 10);
  }
  function total() {
    var sum = 0, whole = true;
    criteria().forEach(function (box) {
      var value = valueOf(box);
      if (!/^\d+(\.\d{1,2})?$/.test(value)) { whole = false; return; }
      sum += units(value, 2) * units(box.dataset.weight, 4);
    });
    if (!whole) { return ""; }
    var text = String(Math.floor(sum / 1e6)), rest = String(sum % 1e6 + 1e6).slice(1).replace(/0+$/, "");
    return rest ? text + "." + rest : text;
  }
  function missing() {
    return criteria().filter(function (box) { return !valueOf(box); }).map(function (box) { return box.dataset.title; });
  }

  function changed() {
    form.querySelector("[data-total]").textContent = total() || "–";
    keep({ marks: marks() });
  }
  function restore(draft) {
    criteria().forEach(function (box) {
      var value = (draft.marks || {})[box.dataset.criterion];
      if (!value) { return; }
      var written = box.querySelector("input[inputmode]");
      if (written) { written.value = value; return; }
      Array.prototype.forEach.call(box.querySelectorAll("input"), function (input) {
        if (input.value !== value) { return; }
        input.checked = true;
        var more = input.closest("details");
        if (more) { more.open = true; }
      });
    });
    form.querySelector("[data-total]").textContent = total() || "–";
  }

  function ask(event) {
    event.preventDefault();
    var open = missing();
    if (open.length) { say(words.missing.replace("NAMES", open.join(words.comma)), "error"); return; }
    panel(true);
  }
  function panel(yes) {
    form.querySelector("[data-foot]").hidden = yes;
    var box = form.querySelector("[data-confirm]");
    box.hidden = !yes;
    box.querySelector("[data-question]").textContent = words.ask.replace("TOTAL", total());
    if (yes) { box.querySelector("[data-sure]").focus(); }
  }
  function newKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.prototype.map.call(bytes, function (b) { return ("0" + b.toString(16)).slice(-2); }).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  function sure() {
    var draft = { marks: marks(), key: newKey() };
    keep(draft);
    panel(false);
    send(draft);
  }

  function freeze(yes) {
    body.classList.toggle("sent", yes);
    Array.prototype.forEach.call(form.querySelectorAll("fieldset, [data-foot] button"), function (part) { part.disabled = yes; });
  }
  async function send(draft) {
    if (sending) { return; }
    sending = true;
    clearTimeout(retryTimer);
    freeze(true);
    say(words.sending, "busy");
    var data = new URLSearchParams();
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.set("performance", form.elements.performance.value);
    data.set("version", form.elements.version.value);
    data.set("key", draft.key);
    data.set("sure", "1");
    Object.keys(draft.marks).forEach(function (key) { data.set("mark-" + key, draft.marks[key]); });
    var reply = null, answer = null;
    try {
      reply = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (reply.headers.get("Content-Type") === "application/json") { answer = await reply.json(); }
    } catch (error) { reply = null; }
    sending = false;
    take(draft, reply, answer);
  }
  function take(draft, reply, answer) {
    if (answer && reply.ok) {
      forget();
      say(answer.message, "");
      online(true);
      setTimeout(function () { location.reload(); }, 1500);
    } else if (answer && (reply.status === 409 || reply.status === 422)) {
      keep({ marks: draft.marks });
      freeze(false);
      say(answer.message, "error");
    } else if (reply && (reply.redirected || reply.status === 401 || reply.status === 403)) {
      say(words.signedOut, "error");
      document.querySelector("[data-sign-in]").hidden = false;
    } else {
      online(false);
      say(words.kept, "off");
      var wait = WAITS[Math.min(tries, WAITS.length - 1)];
      tries += 1;
      retryTimer = setTimeout(function () { send(draft); }, wait * (0.8 + Math.random() * 0.4));
    }
  }

  /* --- which entry is on: asked each second or two --- */
  async function poll() {
    try {
      var reply = await fetch(words.state, { credentials: "same-origin", cache: "no-store", headers: { "If-None-Match": '"' + words.token + '"', Accept: "application/json" } });
      online(reply.ok || reply.status === 304);
      if (reply.ok && !reply.redirected && !sending && !read().key) {
        var state = await reply.json();
        if (state.token !== words.token) { location.reload(); return; }
      }
    } catch (error) { online(false); }
    nextPoll();
  }
  function nextPoll() {
    clearTimeout(pollTimer);
    if (!document.hidden) { pollTimer = setTimeout(poll, 1200 + Math.random() * 600); }
  }

  document.addEventListener("visibilitychange", nextPoll);
  nextPoll();
  if (!form) { return; }
  form.addEventListener("submit", ask);
  form.addEventListener("change", changed);
  form.addEventListener("input", changed);
  form.querySelector("[data-sure]").addEventListener("click", sure);
  form.querySelector("[data-again]").addEventListener("click", function () { panel(false); });
  var kept = read();
  restore(kept);
  if (kept.key) { send(kept); }
  window.addEventListener("online", function () {
    var waiting = read();
    if (waiting.key) { tries = 0; send(waiting); }
  });
})();
