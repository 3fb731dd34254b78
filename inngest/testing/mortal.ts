import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { connect } from "@/db/client";
import { type MakeFunctions, openEmbedded } from "../embedded";

/**
 * A process that runs functions until it is killed. Every step writes a line when it begins and one
 * when it ends: "<process> <run> <step> begin".
 */
export const mortalFunctions =
  (file: string): MakeFunctions =>
  (client) => [
    client.createFunction(
      { id: "mortal", triggers: [{ event: "mortal/begin" }], retries: 0 },
      async ({ event, step }) => {
        const work = (name: string) =>
          step.run(name, async () => {
            const line = `${process.pid} ${event.data.n} ${name}`;
            appendFileSync(file, `${line} begin\n`);
            await pause(5 + Math.random() * 30);
            appendFileSync(file, `${line} end\n`);
            return name;
          });
        await work("a");
        await Promise.all([work("b"), work("c"), step.sleep("nap", "1s")]);
        await work("d");
      },
    ),
  ];

/** Leases are short, so that nobody waits long for the dead. */
export const MORTAL_LEASE_MS = 1_500;

const [, program = "", order] = process.argv;
// Bundled, it is a program of its own.
if (program.endsWith("mortal.mjs") && order) {
  const { appUrl, file } = JSON.parse(order) as { appUrl: string; file: string };
  const log = { info: () => undefined, error: () => undefined };
  const executor = await openEmbedded(
    { db: connect(appUrl, { poolMax: 4 }), log, leaseMs: MORTAL_LEASE_MS, callsMax: 6 },
    mortalFunctions(file),
  );
  process.stdout.write("ready\n");
  // Together with the others: whoever starts first must not have done all the work by then.
  process.stdin.once("data", () => void executor.start());
}
