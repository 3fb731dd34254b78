import { fork } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { connect } from "@/db/client";
import { openReader, type Reader } from "@/server/api/push/testing/reader";
import { makeToday, type OperatorContext } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { answerRequest } from "@/server/domain/requests";
import { fillClients } from "./push/fill";

/**
 * So many clients' pages with an open stream each; an operator answers one of them after the other,
 * and it is measured how long after the click (the verb with its transaction inside) and how long
 * after the commit the right page is told. A page that is told of another's fails the run. Floor: a
 * bare Node server with as many streams and a map in memory, told by a call. The last line is JSON.
 *
 *   npm run bench push [streams] [replies]
 */
const [streams = 1_000, replies = 300] = process.argv.slice(2).map(Number);
const WARM = 40;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench push"`);
  return url;
};
const say = (text: string) => process.stderr.write(`${text}\n`);
const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });
const keys = makeKeys(urlOf("SALDO_DATA_KEY"), urlOf("SALDO_HASH_KEY"));
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;
const quantile = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? 0;

interface Memory {
  /** What lives, on the heap and beside it. */
  bytes: number;
  /** What the system has given the process; it takes little of it back. */
  resident: number;
}

async function start(kind: "ours" | "floor") {
  const child = fork(fileURLToPath(new URL("./push/serve.ts", import.meta.url)), [kind], {
    execArgv: ["--expose-gc", "--import", "tsx", "--conditions", "react-server"],
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const memory = async (): Promise<Memory> => {
    child.send("memory");
    const [told] = (await once(child, "message")) as [Memory];
    return told;
  };
  return { child, port, memory };
}

/** Opens a stream for each; a few at a time, as browsers come. */
async function openAll(urls: readonly { url: string; cookie: string | null }[]) {
  const readers: Reader[] = [];
  for (let from = 0; from < urls.length; from += 50) {
    const some = urls.slice(from, from + 50).map(async ({ url, cookie }) => {
      const reader = await openReader(url, cookie);
      await reader.next("hello");
      return reader;
    });
    readers.push(...(await Promise.all(some)));
  }
  return readers;
}

interface Measured {
  told: number[];
  afterCommit: number[];
  /** Of one stream: the larger of what lives more and what the process has more. */
  bytesEach: number;
}

async function measure(
  { memory }: { memory(): Promise<Memory> },
  urls: readonly { url: string; cookie: string | null }[],
  act: (at: number) => Promise<void>,
): Promise<Measured> {
  for (const reader of await openAll(urls.slice(0, WARM))) reader.close();
  const before = await memory();
  const readers = await openAll(urls);
  const after = await memory();
  const grown = Math.max(after.bytes - before.bytes, after.resident - before.resident);
  const bytesEach = grown / urls.length;
  const [told, afterCommit]: [number[], number[]] = [[], []];
  for (let count = 0; count < replies + WARM; count += 1) {
    const at = (count * 7_919) % urls.length;
    const begun = performance.now();
    const heard = readers[at]?.next("look").then(() => performance.now());
    await act(at);
    const committed = performance.now();
    const end = (await heard) ?? 0;
    if (count < WARM) continue;
    told.push(end - begun);
    afterCommit.push(Math.max(0, end - committed));
  }
  const looks = readers.map((reader) => reader.told.filter(({ event }) => event === "look"));
  const wrong = looks.filter((each, at) => each.some(({ data }) => !isOf(data, at)));
  if (wrong.length > 0) throw new Error(`${wrong.length} pages were told of another's`);
  for (const reader of readers) reader.close();
  return { told, afterCommit, bytesEach };
}

const isOf = (data: unknown, at: number) =>
  JSON.stringify(data) === JSON.stringify({ requests: [`${at + 1}/2026`] });

const post = (port: number, id: number) =>
  new Promise<void>((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", path: `/${id}`, method: "POST" }, (reply) => {
      reply.resume().once("end", resolve);
    });
    asked.once("error", reject).end();
  });

async function floor(): Promise<Measured> {
  const server = await start("floor");
  const urls = Array.from({ length: streams }, (_, at) => {
    return { url: `http://127.0.0.1:${server.port}/${at + 1}`, cookie: null };
  });
  const measured = await measure(server, urls, (at) => post(server.port, at + 1));
  server.child.kill();
  return measured;
}

async function ours(): Promise<Measured> {
  const { tenantId, slug, clients } = await fillClients(admin, keys, streams);
  const [operator] = await admin<{ id: string }[]>`
    insert into operators (tenant_id, email, name, role, password_hash, sees_all_groups)
    values (${tenantId}, 'o@bench.example', 'Bench', 'operator', '-', true) returning id`;
  const server = await start("ours");
  const urls = clients.map(({ secret }) => ({
    url: `http://127.0.0.1:${server.port}/api/push/portal/${slug}`,
    cookie: `saldo.portal=${secret}`,
  }));
  const context = (): OperatorContext => {
    const now = new Date();
    return {
      ...{ db, keys, now, today: makeToday(now) },
      log: { info: () => undefined, error: (...said) => console.error(...said) },
      actor: {
        ...{ kind: "operator", tenantId, operatorId: Number(operator?.id), name: "Bench" },
        ...{ role: "operator", accessGroupIds: "all", language: "cs", sessionId: "-" },
      },
    };
  };
  let serial = 0;
  const measured = await measure(server, urls, (at) =>
    answerRequest(context(), {
      ...{ caseId: clients[at]?.caseId ?? 0, text: "Zbývá 900 Kč." },
      idempotencyKey: `bench-push-${++serial}`,
    }),
  );
  server.child.kill();
  return measured;
}

const [bare, made] = [await floor(), await ours()];
const shown = ({ told, afterCommit, bytesEach }: Measured) => ({
  ...{ p50Ms: round(quantile(told, 0.5)), p95Ms: round(quantile(told, 0.95)) },
  afterCommitP50Ms: round(quantile(afterCommit, 0.5)),
  afterCommitP95Ms: round(quantile(afterCommit, 0.95)),
  kilobytesEach: round(bytesEach / 1_000),
});
say(`floor ${JSON.stringify(shown(bare))}`);
say(`ours  ${JSON.stringify(shown(made))}`);
await db.end();
await admin.end();
const [o, f] = [shown(made), shown(bare)];
const holds = o.p95Ms < 300 && o.kilobytesEach < 50;
console.log(JSON.stringify({ bench: "push", streams, replies, ours: o, floor: f, holds }));
