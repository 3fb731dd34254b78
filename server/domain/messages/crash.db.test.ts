import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { GOSMS_LOGIN, openGoSmsTwin } from "@/server/connectors/sms/testing/gosms-twin";
import type { SmsTwin } from "@/server/connectors/sms/testing/sms-twin";
import { openTwilioTwin, TWILIO_LOGIN } from "@/server/connectors/sms/testing/twilio-twin";
import { clockFrom, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { makeKeys } from "../keys";
import { bundledProgram, makeTestTenant } from "../testing";
import { decideMessage, saveChannel, writeMessages } from ".";
import { mailDraft } from "./testing/mail-draft";
import type { MortalOrder } from "./testing/mortal-worker";
import { restless } from "./testing/restless";

// Half of the messages by a carrier that can be asked, half by one that cannot.
const MESSAGES = 2_500;
const KILLS = 25;
/** Longer than a message is in hand and than a carrier needs until it finds what it took. */
const ROUND_MS = 240_000;

const { appUrl, ownerUrl } = await testDatabase();
const [dataKey, hashKey] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
const desk = { db: connect(appUrl, { poolMax: 4 }), keys: makeKeys(dataKey, hashKey), ownerUrl };
const program = await bundledProgram("server/domain/messages/testing/mortal-worker.ts");

const living = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of living) child.kill("SIGKILL");
  await desk.db.end();
});

interface Worker {
  child: ChildProcess;
  heard(word: string): Promise<boolean>;
}

/** A process that is ready to work and waits to be told when it is. */
function spawnWorker(order: MortalOrder): Worker {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  living.add(child);
  let said = "";
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const each of waiting.splice(0)) each();
  };
  child.stdout?.on("data", (bytes) => {
    said += bytes;
    wake();
  });
  child.once("exit", () => {
    living.delete(child);
    wake();
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const heard = async (word: string): Promise<boolean> => {
    while (!said.includes(word) && !isOver()) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return said.includes(word);
  };
  return { child, heard };
}

interface Clock {
  now: () => Date;
  jump(): Date;
}

function roundClock(start: Date): Clock {
  let from = start;
  let clock = clockFrom(from);
  const jump = () => {
    from = new Date(from.getTime() + ROUND_MS);
    clock = clockFrom(from);
    return from;
  };
  return { now: () => clock(), jump };
}

/** What died in hand three times rests longer than a round, so that the last ones are not counted. */
const LAST_ROUNDS_MAX = 60;

/** Runs until it is killed at a moment nobody chose, again and again; then until nothing waits. */
async function dieAndGoOn(
  order: MortalOrder,
  clock: Clock,
  states: () => Promise<Record<string, number>>,
): Promise<number> {
  let deaths = 0;
  let next = spawnWorker(order);
  for (let round = 0; round < KILLS; round += 1) {
    const worker = next;
    next = spawnWorker(order);
    await worker.heard("ready");
    worker.child.stdin?.write(`${clock.jump().toISOString()}\n`);
    await worker.heard("begun");
    const isDone = await Promise.race([
      worker.heard("done"),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 5 + Math.random() * 200)),
    ]);
    if (!isDone) deaths += 1;
    const isGone = new Promise((resolve) => worker.child.once("exit", resolve));
    worker.child.kill("SIGKILL");
    await isGone;
  }
  for (let round = 0; round < LAST_ROUNDS_MAX; round += 1) {
    const worker = round === 0 ? next : spawnWorker(order);
    await worker.heard("ready");
    worker.child.stdin?.write(`${clock.jump().toISOString()}\n`);
    expect(await worker.heard("done")).toBe(true);
    worker.child.kill("SIGKILL");
    const { waiting = 0, sending = 0 } = await states();
    if (round >= 2 && waiting + sending === 0) break;
  }
  return deaths;
}

async function scene(provider: "twilio" | "gosms") {
  const tenant = await makeTestTenant({ ...desk, slug: provider });
  const clock = roundClock(tenant.system().now);
  const twin: SmsTwin =
    provider === "twilio"
      ? await openTwilioTwin({ now: clock.now })
      : await openGoSmsTwin({ now: clock.now });
  twin.credit = 1_000_000;
  const admin = await tenant.operator("administrator");
  const login =
    provider === "twilio"
      ? [{ accountSid: TWILIO_LOGIN.accountSid, from: TWILIO_LOGIN.from }, TWILIO_LOGIN]
      : [{ clientId: GOSMS_LOGIN.clientId, channel: GOSMS_LOGIN.channel }, GOSMS_LOGIN];
  const [settings, secrets] = login as [object, Record<string, string>];
  const { authToken = "", clientSecret = "" } = secrets;
  await saveChannel(admin, {
    ...{ channel: "sms", provider, settings: { ...settings, baseUrl: twin.url } },
    secrets: provider === "twilio" ? { authToken } : { clientSecret },
  });
  const ctx = tenant.system();
  await restless(ctx);
  const debtor = await makeDebtor(ctx);
  const drafts = Array.from({ length: MESSAGES }, (_, index) =>
    mailDraft(debtor, {
      ...{ channel: "sms", key: `sms-${index}`, subject: "", body: `Dlužíte ${index} Kč.` },
      ...{ toAddress: `+4207${String(10_000_000 + index)}`, notBefore: ctx.now },
    }),
  );
  for (let from = 0; from < MESSAGES; from += 500) {
    const some = drafts.slice(from, from + 500);
    await inTransaction(ctx, (inner, tx) => writeMessages(inner, tx, some));
  }
  const states = () =>
    reading(ctx, async ({ sql }) => {
      const rows = await sql<{ state: string; count: number }[]>`
        select state, count(*)::int as count from messages group by state`;
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    });
  const order = { appUrl, dataKey, hashKey, tenantId: tenant.id };
  return { ctx, admin, twin, clock, states, order };
}

const times = (twin: SmsTwin) => {
  const count = new Map<string, number>();
  for (const { number } of twin.taken) count.set(number, (count.get(number) ?? 0) + 1);
  return count;
};

it("killed again and again, every message is with a carrier that can be asked exactly once", async () => {
  const { twin, clock, states, order } = await scene("twilio");
  const deaths = await dieAndGoOn(order, clock, states);
  expect(deaths).toBeGreaterThan(KILLS / 3);
  expect(await states()).toEqual({ sent: MESSAGES });
  expect(twin.taken).toHaveLength(MESSAGES);
  expect(times(twin).size).toBe(MESSAGES);
  await twin.close();
}, 300_000);

it("with one that cannot be asked none goes twice: what is uncertain says so, and a person settles it", async () => {
  const { ctx, admin, twin, clock, states, order } = await scene("gosms");
  const deaths = await dieAndGoOn(order, clock, states);
  expect(deaths).toBeGreaterThan(KILLS / 3);
  const { sent = 0, uncertain = 0, ...others } = await states();
  expect(others).toEqual({});
  expect(sent + uncertain).toBe(MESSAGES);
  expect(uncertain).toBeGreaterThan(0);
  const before = times(twin);
  expect(Math.max(...before.values())).toBe(1);
  // A person looks each of them up in the carrier's own list.
  const open = await reading(
    ctx,
    ({ sql }) => sql<{ id: number; number: string }[]>`
    select id, to_address as number from messages where state = 'uncertain'`,
  );
  for (const { id, number } of open) {
    const verdict = before.has(number) ? "sent" : "again";
    await decideMessage(admin, { messageId: id, verdict, reason: "podle výpisu" });
  }
  const worker = spawnWorker(order);
  await worker.heard("ready");
  worker.child.stdin?.write(`${clock.jump().toISOString()}\n`);
  expect(await worker.heard("done")).toBe(true);
  worker.child.kill("SIGKILL");
  expect(await states()).toEqual({ sent: MESSAGES });
  expect(twin.taken).toHaveLength(MESSAGES);
  expect(times(twin).size).toBe(MESSAGES);
  await twin.close();
}, 300_000);
