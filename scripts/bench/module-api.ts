import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { connect } from "@/db/client";
import { type Context, makeToday, type SystemActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { createModuleKey } from "@/server/domain/modules";

/**
 * "Case by ref-no" and "add event" through REST, eight callers at once: the door as it ships (key,
 * pace, scope, input, key of the call, verb, audit) against a bare handler that sends the same SQL of
 * the act and checks nothing. Both are plain Node HTTP servers in processes of their own, asked by
 * turns. The last line is JSON.
 *
 *   npm run bench module-api [seconds a turn]
 */
const [secondsATurn = 6] = process.argv.slice(2).map(Number);
const CASES = 5_000;
const EVENTS_EACH = 5;
const CALLERS = 8;
const TURNS = 3;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench module-api"`);
  return url;
};
const say = (text: string) => process.stderr.write(`${text}\n`);
const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });
const keys = makeKeys(urlOf("SALDO_DATA_KEY"), urlOf("SALDO_HASH_KEY"));

async function prepare(): Promise<{ tenantId: number; secret: string }> {
  const slug = `module-${randomBytes(4).toString("hex")}`;
  const [tenant] = await admin<{ id: number }[]>`
    insert into tenants (slug, name, country) values (${slug}, ${slug}, 'CZ') returning id`;
  const tenantId = tenant?.id ?? 0;
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true)`;
    await sql`
      insert into parties (kind, full_name, given_name, surname, name_key)
      select 'natural_person', 'Jan Nový ' || n, 'Jan', 'Nový ' || n, 'jan novy ' || n
        from generate_series(1, ${CASES}) n`;
    await sql`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_party_id,
                         debtor_name)
      select r.n || '/2026', 2026, r.n, 'collection', 'amicable', '2026-01-01', r.id, r.full_name
        from (select id, full_name, row_number() over (order by id) as n from parties
               where tenant_id = ${tenantId}) r`;
    await sql`
      insert into case_parties (case_id, party_id, role)
      select id, debtor_party_id, 'debtor' from cases where tenant_id = ${tenantId}`;
    // A case has a history. Of a table that is empty when it is first asked, Postgres keeps a plan
    // that reads it whole, until the first analyse a minute later.
    await sql`
      insert into case_events (case_id, kind, at, text)
      select c.id, 'note', now() - n * interval '1 day', 'Poznámka ' || n
        from cases c cross join generate_series(1, ${EVENTS_EACH}) n
       where c.tenant_id = ${tenantId}`;
  });
  await admin`vacuum analyze`;
  const ctx: Context<SystemActor> = {
    ...{ db, keys, now: new Date(), today: makeToday(new Date()) },
    actor: { kind: "system", tenantId, job: "bench", language: "cs" },
    log: { info: () => undefined, error: () => undefined },
  };
  const { secret } = await createModuleKey(ctx, {
    ...{ label: "bench", scopes: ["cases:read", "cases:edit"], callsPerMinute: 100_000 },
  });
  return { tenantId, secret };
}

async function start(kind: string, tenantId: number) {
  const child = fork(
    fileURLToPath(new URL("./module-api/serve.ts", import.meta.url)),
    [kind, String(tenantId)],
    { execArgv: ["--import", "tsx", "--conditions", "react-server"] },
  );
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, port };
}

let serial = 0;
const randomCase = () => `${1 + Math.floor(Math.random() * CASES)}/2026`;

/** One call; answers how long it took in milliseconds. */
function call(port: number, agent: Agent, given: { secret: string; isWrite: boolean }) {
  const refNo = randomCase();
  const { secret, isWrite } = given;
  const body = isWrite ? JSON.stringify({ refNo, text: "Klient potvrdil příjem." }) : "";
  const path = isWrite ? "events/notes" : `cases/by-ref-no?refNo=${encodeURIComponent(refNo)}`;
  const begun = performance.now();
  return new Promise<number>((resolve, reject) => {
    const sent = request(
      {
        ...{ port, agent, host: "127.0.0.1", path: `/api/module/v1/${path}` },
        method: isWrite ? "POST" : "GET",
        headers: {
          authorization: `Bearer ${secret}`,
          ...(isWrite
            ? {
                "idempotency-key": `bench-${++serial}`,
                "content-length": Buffer.byteLength(body),
                "content-type": "application/json",
              }
            : {}),
        },
      },
      (reply) => {
        reply.resume();
        reply.on("end", () => {
          if (reply.statusCode === 200) resolve(performance.now() - begun);
          else reject(new Error(`${path}: ${reply.statusCode}`));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

async function turn(port: number, given: { secret: string; isWrite: boolean; seconds: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const times: number[] = [];
  const end = performance.now() + given.seconds * 1000;
  await admin`update module_keys set window_calls = 0`;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (performance.now() < end) times.push(await call(port, agent, given));
    }),
  );
  const took = (performance.now() - begun) / 1000;
  agent.destroy();
  return { times, took };
}

const round = (value: number) => Math.round(value * 10) / 10;
function tell(turns: { times: number[]; took: number }[]) {
  const times = turns.flatMap((each) => each.times).sort((a, b) => a - b);
  const took = turns.reduce((sum, each) => sum + each.took, 0);
  const at = (share: number) => round(times[Math.floor(times.length * share)] ?? 0);
  return { perSecond: round(times.length / took), p50Ms: at(0.5), p95Ms: at(0.95) };
}

const { tenantId, secret } = await prepare();
const [door, bare] = await Promise.all([start("door", tenantId), start("bare", tenantId)]);
const results: Record<string, unknown> = {};
for (const [name, isWrite] of [
  ["case by ref-no", false],
  ["add event", true],
] as const) {
  const given = { secret, isWrite, seconds: secondsATurn };
  const warm = { ...given, seconds: 2 };
  for (const { port } of [door, bare]) await turn(port, warm);
  const ours: { times: number[]; took: number }[] = [];
  const floor: typeof ours = [];
  for (let at = 0; at < TURNS; at += 1) {
    ours.push(await turn(door.port, given));
    floor.push(await turn(bare.port, given));
  }
  const told = { ours: tell(ours), floor: tell(floor) };
  const ratio = Math.round((told.ours.perSecond / told.floor.perSecond) * 100) / 100;
  say(`${name}: ${JSON.stringify(told)}, ${ratio} of the floor`);
  results[name] = { ...told, ratio };
}
door.child.kill();
bare.child.kill();
await Promise.all([admin.end(), db.end()]);
console.log(JSON.stringify(results));
