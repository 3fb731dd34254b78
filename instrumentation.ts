/** Next calls this once when a server process starts; here the clock begins to run. */
export async function register(): Promise<void> {
  // Written out, because Next replaces it while building and drops the branch for other runtimes.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ startRelay }, { startSweeps }, { subscribers }, { fuses, makeContext }] =
    await Promise.all([
      import("./inngest/relay"),
      import("./inngest/sweeps"),
      import("./inngest/functions"),
      import("./server/runtime"),
    ]);
  const { db, log } = fuses();
  await startRelay({ db, log, subscribers, makeContext });
  startSweeps({ db, log, makeContext });
}
