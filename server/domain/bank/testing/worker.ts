import { connect } from "@/db/client";
import { makeToday } from "../../context";
import { makeKeys } from "../../keys";
import { matchMovements, uploadStatement } from "..";
import { bytesOf } from "./bank-agency";
import { manyMovements } from "./many-movements";

/** A process of its own that uploads a statement or matches what came, so that a test can kill it. */
interface Order {
  appUrl: string;
  dataKey: string;
  hashKey: string;
  tenantId: number;
  step: "upload" | "match";
  count: number;
}

const order = JSON.parse(process.argv[2] ?? "{}") as Order;
const db = connect(order.appUrl, { poolMax: 3 });
const now = new Date("2026-11-22T09:00:00Z");
const ctx = {
  ...{ db, keys: makeKeys(order.dataKey, order.hashKey), now, today: makeToday(now) },
  log: { info: () => undefined, error: () => undefined },
  actor: { kind: "system", tenantId: order.tenantId, job: "test", language: "cs" },
} as const;
process.stdout.write("ready\n");
if (order.step === "upload") {
  await uploadStatement(ctx, { name: "velky.gpc" }, bytesOf(manyMovements(order.count)));
} else {
  await matchMovements(ctx);
}
await db.end();
