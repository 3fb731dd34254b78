import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { addDays, compareDays, type Day, dayOf } from "@/server/kernel/days";
import { writeFio } from "./write-fio";
import type { WrittenMovement } from "./written";

/** What the twin keeps of a token. */
interface Held {
  account: string;
  currency: string;
  openingMinor: number;
  openedOn: Day;
  movements: WrittenMovement[];
  isUnlocked: boolean;
  calledAt: number | null;
}

type Said = (reply: ServerResponse) => void;

export interface FioTwin {
  /** Ends with a slash, as the bank's does. */
  url: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  hold(token: string, account: Partial<Held> & { account: string }): Held;
  /** The next answer is this instead, whatever is asked. */
  say(answer: Said): void;
  close(): Promise<void>;
}

const REST_MS = 30_000;
const DAYS_BACK = 90;
const PATH =
  /^\/v1\/rest\/periods\/([^/]+)\/(\d{4}-\d{2}-\d{2})\/(\d{4}-\d{2}-\d{2})\/transactions\.json$/;

/**
 * Fio's API as far as it tells movements: the same addresses, codes and JSON, over real HTTP. Time is
 * the caller's. `listMax`: movements of one answer, 50 000 at the bank.
 */
export async function openFioTwin(
  options: { now?: () => Date; listMax?: number; port?: number } = {},
): Promise<FioTwin> {
  const { now = () => new Date(), listMax = 50_000, port = 0 } = options;
  const tokens = new Map<string, Held>();
  const asked: string[] = [];
  const sayings: Said[] = [];
  const server = createServer((request, reply) => {
    const path = request.url ?? "";
    asked.push(path);
    const saying = sayings.shift();
    if (saying) return saying(reply);
    const [, token = "", from = "", to = ""] = PATH.exec(path) ?? [];
    const held = tokens.get(token);
    if (from === "") return end(reply, 404, "");
    if (!held) return end(reply, 500, "<response><errorCode>11</errorCode></response>");
    const at = now().getTime();
    if (held.calledAt !== null && at - held.calledAt < REST_MS) return end(reply, 409, "");
    held.calledAt = at;
    const oldest = addDays(dayOf(now()), -DAYS_BACK);
    if (compareDays(from, oldest) < 0 && !held.isUnlocked) return end(reply, 422, "");
    const inside = held.movements.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
    if (inside.length > listMax) return end(reply, 413, "");
    return end(reply, 200, statementOf(held, inside, { from, to }));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/v1/rest/`,
    asked,
    hold(token, account) {
      const held: Held = {
        ...{ currency: "CZK", openingMinor: 0, openedOn: "2020-01-01", movements: [] },
        ...{ isUnlocked: false, calledAt: null },
        ...account,
      };
      tokens.set(token, held);
      return held;
    },
    say: (answer) => void sayings.push(answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function end(reply: ServerResponse, status: number, body: string): void {
  reply.writeHead(status, { "content-type": "application/json;charset=UTF-8" }).end(body);
}

function statementOf(held: Held, movements: WrittenMovement[], at: { from: Day; to: Day }): string {
  const before = held.movements.filter(({ bookedOn }) => bookedOn < at.from);
  const openingMinor = before.reduce((sum, each) => sum + each.amountMinor, held.openingMinor);
  const { account, currency } = held;
  const written = Buffer.from(
    writeFio({
      ...{ account, currency, number: "null", openingMinor, movements },
      ...{ openedOn: at.from, closedOn: at.to },
    }),
  ).toString();
  // Where nothing moved the bank writes no empty list.
  return written.replace('"transactionList":{"transaction":[]}', '"transactionList":null');
}
