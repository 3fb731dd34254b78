import { connect } from "@/db/client";
import { makeToday } from "../../context";
import { makeKeys } from "../../keys";
import { runImportStep } from "../run-import-step";

/** A process of its own that does one step of an import, so that a test can kill it. */
interface Order {
  appUrl: string;
  dataKey: string;
  hashKey: string;
  tenantId: number;
  importId: number;
  operatorId: number;
  step: "check" | "publish" | "undo";
}

const order = JSON.parse(process.argv[2] ?? "{}") as Order;
const db = connect(order.appUrl, { poolMax: 3 });
const now = new Date("2026-11-22T09:00:00Z");
process.stdout.write("ready\n");
await runImportStep(
  {
    db,
    keys: makeKeys(order.dataKey, order.hashKey),
    now,
    today: makeToday(now),
    log: { info: () => undefined, error: () => undefined },
    actor: { kind: "system", tenantId: order.tenantId, job: "test", language: "cs" },
  },
  order,
);
await db.end();
