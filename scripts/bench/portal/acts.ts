import { randomUUID } from "node:crypto";
import { addDays, type Day } from "@/server/kernel/days";
import type { SignedIn } from "./fill";

/** One thing a client does at the portal, as their browser sends it. */
export interface Act {
  name: string;
  isWrite: boolean;
  input(client: SignedIn, turn: number, today: Day): unknown;
}

/** Another case each turn; a promise, which a client makes once in so many, stands on one of its own. */
export const caseAtOf = (client: SignedIn, name: string, turn: number): number =>
  (name === "promisePayment" ? Math.floor(turn / ROUND.length) : turn) % client.cases.length;

const caseOf = (client: SignedIn, name: string, turn: number) => {
  const found = client.cases[caseAtOf(client, name, turn)];
  if (!found) throw new Error("a client without a case");
  return found;
};

/** Some days ahead: a promise is kept within a month. */
const AHEAD_DAYS = 20;

export const ACTS: readonly Act[] = [
  { name: "myCases", isWrite: false, input: () => ({}) },
  {
    name: "myCase",
    isWrite: false,
    input: (client, turn) => ({ refNo: caseOf(client, "myCase", turn).refNo }),
  },
  { name: "myRequests", isWrite: false, input: () => ({}) },
  {
    name: "myRequest",
    isWrite: false,
    input: (client) => ({ refNo: client.request.refNo }),
  },
  { name: "myData", isWrite: false, input: () => ({}) },
  {
    name: "replyToRequest",
    isWrite: true,
    input: (client) => ({
      refNo: client.request.refNo,
      text: "Platbu jsem poslala dnes ráno.",
      idempotencyKey: randomUUID(),
    }),
  },
  {
    name: "promisePayment",
    isWrite: true,
    input: (client, turn, today) => ({
      refNo: caseOf(client, "promisePayment", turn).refNo,
      amountMinor: caseOf(client, "promisePayment", turn).balanceMinor,
      currency: "CZK",
      dueOn: addDays(today, AHEAD_DAYS),
      idempotencyKey: randomUUID(),
    }),
  },
];

/** Of twenty acts of a client: mostly looking, now and then saying something. */
const MIX: readonly (readonly [name: string, times: number])[] = [
  ["myCases", 7],
  ["myCase", 5],
  ["myRequests", 2],
  ["myRequest", 2],
  ["myData", 2],
  ["replyToRequest", 1],
  ["promisePayment", 1],
];
const ROUND = MIX.flatMap(([name, times]) => Array.from({ length: times }, () => name));

export const actNamed = (name: string): Act => {
  const found = ACTS.find((act) => act.name === name);
  if (!found) throw new Error(`no act ${name}`);
  return found;
};

/** Each client in twenty turns does all twenty, at any time all kinds are under way; 7 is prime to 20. */
export const actAt = (client: number, turn: number): Act =>
  actNamed(ROUND[((client + turn) * 7) % ROUND.length] ?? "");
