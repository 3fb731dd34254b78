/** Next calls this once when a server process starts; here the clock begins to run. */
export async function register(): Promise<void> {
  // Written out, because Next replaces it while building and drops the branch for other runtimes.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ guardFrontDoor }, { fuses, makeContext, postOffice, proxyHops }] = await Promise.all([
    import("./server/api/front-door"),
    import("./server/runtime"),
  ]);
  // Before anything that takes time: the first request may already be waiting.
  guardFrontDoor(proxyHops());
  const [{ startRelay }, { startSweeps }, { subscribersWith }] = await Promise.all([
    import("./inngest/relay"),
    import("./inngest/sweeps"),
    import("./inngest/functions"),
  ]);
  const { db, log } = fuses();
  const office = postOffice();
  log.info("mail leaves", { by: office.sender.kind });
  const parts = { db, log, subscribers: subscribersWith(office), makeContext };
  // What waits for machines outside goes by itself: the rest must not wait for them.
  const outside = ["mail.queued", "messages.waiting"];
  await startRelay({ ...parts, lane: (name) => !outside.includes(name) });
  for (const fact of outside) await startRelay({ ...parts, lane: (name) => name === fact });
  startSweeps({ db, log, makeContext });
}
