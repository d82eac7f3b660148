/* Before a form is sent, asks whether the server is there. If not, the page stays as it is, with
   everything typed, and says so. Nothing is stored in the browser. Without this module the form
   is a plain post. */
(function () {
  "use strict";
  var strip = document.querySelector("[data-keep-state]");

  function say(words) {
    if (!strip) return;
    strip.textContent = words;
    strip.hidden = false;
    strip.scrollIntoView();
  }

  function stepOf(button) {
    var step = document.createElement("input");
    step.type = "hidden";
    step.name = button.name;
    step.value = button.value;
    return step;
  }

  /* Signing in again changes the token, so a fresh one is taken along. */
  function takeToken(form, text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var token = page.querySelector("[name=csrfmiddlewaretoken]");
    var mine = form.querySelector("[name=csrfmiddlewaretoken]");
    if (token && mine) mine.value = token.value;
  }

  function send(form, button) {
    fetch(location.href, { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (answer.redirected) return say(strip && strip.dataset.signedOut);
      if (!answer.ok) throw new Error(answer.status);
      return answer.text().then(function (text) {
        takeToken(form, text);
        if (button && button.name) form.appendChild(stepOf(button));
        form.submit();
      });
    }).catch(function () {
      say(strip && strip.dataset.offline);
    }).then(function () {
      delete form.dataset.sending;
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-keep]"), function (form) {
    var pressed = form.querySelector("button");
    form.addEventListener("click", function (event) {
      if (event.target.closest && event.target.closest("button")) pressed = event.target.closest("button");
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (form.dataset.sending) return;
      form.dataset.sending = "1";
      send(form, pressed);
    });
  });
})();
