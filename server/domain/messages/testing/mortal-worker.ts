import { createInterface } from "node:readline";
import { connect } from "@/db/client";
import { clockFrom, makeToday } from "../../context";
import { makeKeys } from "../../keys";
import { askUncertain } from "../ask-uncertain";
import { openCarrier } from "../carriers/open-carrier";
import { deliverMessages } from "../deliver-messages";

/** A process of its own that settles and delivers messages, so that a test can kill it. */
export interface MortalOrder {
  appUrl: string;
  dataKey: string;
  hashKey: string;
  tenantId: number;
}

const order = JSON.parse(process.argv[2] ?? "{}") as MortalOrder;
const db = connect(order.appUrl, { poolMax: 4 });
const keys = makeKeys(order.dataKey, order.hashKey);

/** Works from an instant on until nothing is left to do. */
async function work(from: Date): Promise<void> {
  const clock = clockFrom(from);
  const context = () => {
    const now = clock();
    return {
      ...{ db, keys, now, today: makeToday(now) },
      outside: { fioUrl: "", isPrivateAllowed: true },
      log: { info: () => undefined, error: () => undefined },
      actor: { kind: "system", tenantId: order.tenantId, job: "test", language: "cs" } as const,
    };
  };
  const carrier = await openCarrier(context(), "sms");
  if (!carrier) throw new Error("no carrier");
  const at = { channel: "sms", carrier } as const;
  for (let round = 0; round < 1_000; round += 1) {
    const { count } = await askUncertain(context(), at);
    if (count === 0) break;
  }
  while ((await deliverMessages(context(), at)).count > 0);
  process.stdout.write("done\n");
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write("begun\n");
  void work(new Date(line));
});
await db.begin(
  { tenantId: order.tenantId, actorKind: "system", actorId: null, accessGroupIds: "all" },
  ({ sql }) => sql`select 1`,
);
process.stdout.write("ready\n");
