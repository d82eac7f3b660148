/* Shows the paper again when a reload finds no network. It serves only what lies below its own
   address, the sitting pages, and the files these load; the page empties it after the receipt. */

const FILES = "paper-files";
const PATIENCE = 8000;
const HOME = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* "/exams/sittings/<attempt>/" → "<attempt>" */
function attemptOf(url) {
  const rest = url.pathname.startsWith(HOME) ? url.pathname.slice(HOME.length) : "";
  const found = /^([0-9a-f-]{36})\/$/.exec(rest);
  return found ? found[1] : "";
}

function patiently(promise) {
  const late = new Promise((done, failed) => setTimeout(() => failed(new Error("late")), PATIENCE));
  return Promise.race([promise, late]);
}

async function put(name, key, reply) {
  const cache = await caches.open(name);
  await cache.put(key, reply);
}

/* The page is told that it is a copy: its time and its answers are those of the first load. */
async function copyOf(kept) {
  const text = await kept.text();
  return new Response(text.replace(" data-sitting=", ' data-cached="1" data-sitting='), {
    headers: kept.headers,
  });
}

async function paper(request, url, attempt) {
  try {
    const reply = await patiently(fetch(request));
    if (reply.status >= 500) throw new Error(String(reply.status));
    if (reply.ok) await put("paper-" + attempt, url.pathname, reply.clone());
    return reply;
  } catch (failure) {
    const kept = await caches.match(url.pathname);
    return kept ? copyOf(kept) : Response.error();
  }
}

async function file(request) {
  try {
    const reply = await fetch(request);
    if (reply.ok) await put(FILES, request.url, reply.clone());
    return reply;
  } catch (failure) {
    return (await caches.match(request.url)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const attempt = attemptOf(url);
  if (event.request.mode === "navigate" && attempt) event.respondWith(paper(event.request, url, attempt));
  else if (["style", "script"].includes(event.request.destination)) event.respondWith(file(event.request));
});

/* A page that was loaded before this worker ran asks to have what is missing fetched. */
async function keep(page, files) {
  const url = new URL(page);
  if (!(await caches.match(url.pathname))) {
    const reply = await fetch(url.pathname, { credentials: "same-origin", redirect: "error" });
    if (reply.ok) await put("paper-" + attemptOf(url), url.pathname, reply);
  }
  for (const address of files) {
    if (!(await caches.match(address))) await file(new Request(address));
  }
}

self.addEventListener("message", (event) => {
  const { page, files } = event.data;
  const done = keep(page, files).then(() => event.ports[0].postMessage("kept"));
  event.waitUntil(done.catch(() => undefined));
});
