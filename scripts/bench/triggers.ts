import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { connect } from "@/db/client";
import { allowHost, reloadConfig, saveSource } from "@/server/domain/configuration";
import { type Context, inTransaction, makeToday, type SystemActor } from "@/server/domain/context";
import { writeFacts } from "@/server/domain/events";
import { makeKeys } from "@/server/domain/keys";
import { deliverTriggers } from "@/server/domain/triggers";

/**
 * N facts of 500 lanes to a program on this machine: written by the way that verbs write them, put aside,
 * routed, claimed, signed, called in order for each lane, and settled. Floor: a bare fetch loop of the
 * same concurrency with ready-made bodies of the same size. The last line is JSON.
 *
 *   npm run bench triggers [facts]
 */
const [count = 10_000] = process.argv.slice(2).map(Number);
const LANES = 500;
const AT_ONCE = 16;
const FACTS_A_CALL = 1_000;
const ROUNDS = 3;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench triggers"`);
  return url;
};
const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 6 });
const round = (value: number) => Math.round(value * 1000) / 1000;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

const twin = fork(fileURLToPath(new URL("./triggers-twin.ts", import.meta.url)), {
  execArgv: ["--import", "tsx"],
});
const [{ port }] = (await once(twin, "message")) as [{ port: number }];
const heard = async (): Promise<{ count: number; distinct: number; disorder: number }> => {
  twin.send("heard");
  const [answer] = await once(twin, "message");
  return answer as { count: number; distinct: number; disorder: number };
};

async function makeContext(): Promise<Context<SystemActor>> {
  const slug = `triggers-${randomBytes(4).toString("hex")}`;
  const [tenant] = await admin<{ id: number }[]>`
    insert into tenants (slug, name) values (${slug}, ${slug}) returning id`;
  if (!tenant) throw new Error("no tenant");
  const secret = () => randomBytes(32).toString("base64");
  const folder = mkdtempSync(join(tmpdir(), "saldo-bench-"));
  const file = `version: 1\ntriggers:\n  loan:\n    on: [party.insolvent]\n    url: http://127.0.0.1:${port}/on\n`;
  mkdirSync(join(folder, slug));
  writeFileSync(join(folder, slug, "config.yaml"), file);
  const now = new Date();
  const ctx: Context<SystemActor> = {
    ...{ db, keys: makeKeys(secret(), secret()), now, today: makeToday(now) },
    log: { info: () => undefined, error: (message, fields) => console.error(message, fields) },
    outside: { fioUrl: "", isPrivateAllowed: true, configFolder: folder },
    actor: { kind: "system", tenantId: tenant.id, job: "bench", language: "cs" },
  };
  await allowHost(ctx, { host: `127.0.0.1:${port}` });
  await saveSource(ctx, { location: "config.yaml" });
  const { outcome } = await reloadConfig(ctx);
  if (outcome !== "applied") throw new Error(`the file is ${outcome}`);
  return ctx;
}

const later = (ctx: Context<SystemActor>) => ({ ...ctx, now: new Date() });

async function write(ctx: Context<SystemActor>): Promise<void> {
  for (let from = 0; from < count; from += FACTS_A_CALL) {
    const facts = Array.from({ length: Math.min(FACTS_A_CALL, count - from) }, (_, index) => ({
      name: "party.insolvent" as const,
      payload: {
        ...{ partyId: 1 + ((from + index) % LANES), register: "isir_cz" as const },
        screeningId: from + index,
      },
    }));
    await inTransaction(later(ctx), (inner) => writeFacts(inner, facts));
  }
}

async function floor(): Promise<void> {
  const body = (index: number) =>
    JSON.stringify({
      ...{ type: "party.insolvent", timestamp: new Date().toISOString() },
      data: {
        ...{ partyId: 1 + (index % LANES), register: "isir_cz", screeningId: index },
        ...{ caseId: null, refNo: null, category: null },
      },
    });
  let next = 0;
  const work = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const answer = await fetch(`http://127.0.0.1:${port}/on`, {
        ...{ method: "POST", body: body(index) },
        headers: { "content-type": "application/json", "webhook-id": `floor_${index}` },
      });
      await answer.text();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const ctx = await makeContext();
const results: { floor: number; ours: number; written: number }[] = [];
for (let at = 0; at < ROUNDS; at += 1) {
  const floorSeconds = await seconds(floor);
  await heard();
  const writtenSeconds = await seconds(() => write(ctx));
  const oursSeconds = await seconds(async () => {
    while ((await deliverTriggers(later(ctx))).count > 0);
  });
  const told = await heard();
  if (told.count !== count || told.distinct !== count || told.disorder !== 0) {
    throw new Error(`heard ${JSON.stringify(told)} of ${count}`);
  }
  results.push({ floor: floorSeconds, ours: oursSeconds, written: writtenSeconds });
  console.error(`round ${at + 1}: floor ${round(floorSeconds)} s, ours ${round(oursSeconds)} s`);
}
const middle = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const [f, o, w] = [
  middle(results.map((each) => each.floor)),
  middle(results.map((each) => each.ours)),
  middle(results.map((each) => each.written)),
];
twin.kill();
await db.end();
await admin.end();
console.log(
  JSON.stringify({
    ...{ bench: "triggers", facts: count, lanes: LANES, atOnce: AT_ONCE },
    ...{ floorPerSecond: Math.round(count / f), perSecond: Math.round(count / o) },
    ...{ writtenPerSecond: Math.round(count / w), ratio: round(f / o) },
  }),
);
