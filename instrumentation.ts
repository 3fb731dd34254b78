/** Next calls this once when a server process starts; here the clock begins to run. */
export async function register(): Promise<void> {
  // Written out, because Next replaces it while building and drops the branch for other runtimes.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [
    { guardFrontDoor },
    { makeDoors },
    { clockDatabase, fuses, inngestServer, makeContext, postOffice, proxyHops },
  ] = await Promise.all([
    import("./server/api/front-door"),
    import("./server/api/portal/doors"),
    import("./server/runtime"),
  ]);
  // Before anything that takes time: the first request may already be waiting.
  guardFrontDoor(proxyHops());
  // The proxy is a program apart: it finds the doors here.
  (globalThis as { saldoDoors?: unknown }).saldoDoors = makeDoors();
  const { startClock } = await import("./inngest/start");
  const { db, log } = fuses();
  const office = postOffice();
  const server = inngestServer();
  log.info("mail leaves", { by: office.sender.kind });
  log.info("functions run", { in: server ? "a server of Inngest" : "this process" });
  await startClock({ db, log, makeContext, office, server, openDatabase: clockDatabase });
}
