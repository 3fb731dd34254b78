import { once } from "node:events";
import { startCluster } from "../cluster";
import { startThrowAwayCluster } from "../throw-away";

/*
 * A process that holds a database, for tests that kill it: `hold.ts <folder>` or
 * `hold.ts throw-away`. Says one JSON line when ready; lets go when its input closes.
 */
async function main(folder: string): Promise<void> {
  const cluster =
    folder === "throw-away"
      ? await startThrowAwayCluster()
      : await startCluster(folder, { profile: "durable", sharedBuffersMb: 32 });
  const { adminUrl } = cluster;
  const { started, pid } = { started: "created", pid: 0, ...cluster };
  const place = "folder" in cluster ? cluster.folder : cluster.log;
  process.stdout.write(`${JSON.stringify({ started, pid, adminUrl, place })}\n`);
  process.stdin.resume();
  await once(process.stdin, "end");
  await ("release" in cluster ? cluster.release() : cluster.discard());
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
