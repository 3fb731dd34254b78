/*
 * Lets the pocket version open without a network. It keeps the page's shell, in which nothing of
 * anybody's stands, and nothing else: what people read lies in the page's own store and is cleared
 * with their session. A new number makes browsers throw the old shell away.
 */
const VERSION = "1";
const SHELL = `saldo-pocket-${VERSION}`;
const PAGE = "/pocket";
/** On a bad line the kept page is better than none. */
const WAIT_MS = 4_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("saldo-pocket-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith("/_next/static/")) event.respondWith(part(request));
});

/** The page as the server has it now, else as it was. */
async function page(request) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(PAGE);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && !response.redirected) await shell.put(PAGE, response.clone());
    return response;
  });
  if (!kept) return fresh;
  const late = new Promise((resolve) => {
    setTimeout(() => resolve(kept), WAIT_MS);
  });
  return Promise.race([fresh.catch(() => kept), late]);
}

/** A part whose name changes with its content is asked for once. */
async function part(request) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  const isForGood = (response.headers.get("cache-control") ?? "").includes("immutable");
  if (response.ok && isForGood) await shell.put(request, response.clone());
  return response;
}

self.addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data?.json() ?? {};
  if (!title) return;
  const look = { icon: "/icon-192.png", badge: "/icon-badge.png" };
  event.waitUntil(
    self.registration.showNotification(title, {
      ...look,
      body,
      tag,
      renotify: true,
      data: { url },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url } = event.notification.data ?? {};
  // Only to pages of our own: whatever a message says.
  event.waitUntil(open(String(url).startsWith(PAGE) ? url : PAGE));
});

async function open(url) {
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((each) => new URL(each.url).pathname === PAGE);
  if (!there) return self.clients.openWindow(url);
  there.postMessage({ open: url });
  return there.focus();
}
