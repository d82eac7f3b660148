/* A running clock: from the start the server gave, by the server's own now (data-now, here or above)
   and this device's steady clock, so that a wrong date on the device changes nothing. */
(function () {
  "use strict";
  var seen = new WeakMap();

  function nowOf(clock) {
    var source = clock.closest("[data-now]");
    if (!source) { return Date.now() / 1000; }
    var kept = seen.get(source);
    if (!kept || kept.value !== source.dataset.now) {
      kept = { value: source.dataset.now, at: performance.now() };
      seen.set(source, kept);
    }
    return parseInt(kept.value, 10) + (performance.now() - kept.at) / 1000;
  }

  setInterval(function () {
    Array.prototype.forEach.call(document.querySelectorAll("[data-clock-start]"), function (clock) {
      var past = Math.max(0, Math.floor(nowOf(clock) - parseInt(clock.dataset.clockStart, 10)));
      clock.textContent = Math.floor(past / 60) + ":" + ("0" + past % 60).slice(-2);
    });
  }, 250);
})();
