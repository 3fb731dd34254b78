import { connect } from "@/db/client";
import { makeToday } from "../../context";
import { makeKeys } from "../../keys";
import { sendMail } from "../send-mail";

/** A process of its own that hands a mail over and hears no answer, so that a test can kill it. */
interface Order {
  appUrl: string;
  tenantId: number;
  mailId: number;
  now: string;
}

const order = JSON.parse(process.argv[2] ?? "{}") as Order;
const secret = Buffer.alloc(32).toString("base64");
const now = new Date(order.now);
await sendMail(
  {
    db: connect(order.appUrl, { poolMax: 2 }),
    keys: makeKeys(secret, secret),
    now,
    today: makeToday(now),
    log: { info: () => undefined, error: () => undefined },
    actor: { kind: "system", tenantId: order.tenantId, job: "test", language: "cs" },
  },
  order,
  {
    from: "Saldo <saldo@agency.example>",
    baseUrl: "https://crm.agency.example",
    sender: {
      send: ({ messageId }) => {
        process.stdout.write(`${messageId}\n`);
        return new Promise(() => undefined);
      },
    },
  },
);
