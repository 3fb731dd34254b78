const WORKER = "/pocket-sw.js";
const SCOPE = "/pocket";
const CACHE = /^saldo-pocket-\d+$/;

/** Takes the worker in and puts this page's shell by, so that it opens without a network next time. */
export async function keepShell(): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  const registration = await navigator.serviceWorker.register(WORKER, {
    scope: SCOPE,
    updateViaCache: "none",
  });
  await navigator.serviceWorker.ready;
  if (window.location.pathname === SCOPE) await putBy();
  return registration;
}

/** What this page was made of: parts that were loaded before the worker was there are its, too. */
async function putBy(): Promise<void> {
  const name = (await caches.keys()).find((each) => CACHE.test(each)) ?? "saldo-pocket-1";
  const shell = await caches.open(name);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const parts = new Set(loaded.filter((url) => new URL(url).pathname.startsWith("/_next/static/")));
  const kept = new Set((await shell.keys()).map(({ url }) => url));
  const page = new URL(SCOPE, window.location.href).href;
  await Promise.all(
    [page, ...parts]
      .filter((url) => url === page || !kept.has(url))
      .map(async (url) => {
        const response = await fetch(url);
        if (response.ok && !response.redirected) await shell.put(url, response);
      }),
  );
  // Parts of earlier builds are asked for by nobody any more.
  for (const url of kept) if (url !== page && !parts.has(url)) await shell.delete(url);
}
