/* What of a sitting stays on this device beside its answers: the page itself, so that a reload
   without a network shows it, and how much time was left. Both go with the receipt. */

export function keepPaper(worker) {
  if (!navigator.serviceWorker) return;
  const files = Array.from(document.querySelectorAll("link[rel=stylesheet], script[src]"), (one) => one.href || one.src);
  navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready).then((ready) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { document.documentElement.dataset.paperKept = "1"; };
    ready.active.postMessage({ page: location.href, files }, [channel.port2]);
  }).catch(() => undefined);
}

export async function forgetPaper(attempt) {
  try {
    localStorage.removeItem("left/" + attempt);
    sessionStorage.removeItem("sitting/" + attempt);
    await caches.delete("paper-" + attempt);
    const names = await caches.keys();
    if (names.every((name) => name === "paper-files")) await caches.delete("paper-files");
  } catch (refused) {
    /* This browser kept nothing. */
  }
}

/* An upper limit of the time left, whatever the date of the device says. */
export function rememberLeft(attempt, left) {
  try {
    localStorage.setItem("left/" + attempt, Math.round(left));
  } catch (refused) {
    /* Then a copy of the page says nothing of the time. */
  }
}

export function leftAtLast(attempt) {
  try {
    return Number(localStorage.getItem("left/" + attempt)) || null;
  } catch (refused) {
    return null;
  }
}
