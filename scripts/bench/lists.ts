import postgres from "postgres";
import { wire } from "@/server/kernel/wire";
import { build } from "../launch/build";
import { endAll } from "../launch/lifecycle";
import { claimPort, startServer } from "../launch/server";
import { fillTenant, type Size } from "./lists/fill";
import { openFloor } from "./lists/floor";
import { type Figures, measure, send } from "./lists/load";
import { scenariosOf } from "./lists/scenarios";
import { makeBenchTenant } from "./lists/tenant";

/**
 * Lists and the case page through the real HTTP endpoint, 8 users at once, against the bare SQL
 * through the same driver; a tenant of 10 000 cases first, one of 1 000 000 beside it afterwards.
 *
 *   npm run bench lists [cases of the large tenant] [rounds a user] [piece of a scenario's name]
 */
const [largeCases = 1_000_000, rounds = 60] = process.argv.slice(2, 4).map(Number);
const only = process.argv[4] ?? "";
const SMALL_CASES = 10_000;
const USERS = 8;
const LONG_CASES = 50;

const sizeOf = (cases: number): Size => ({
  cases,
  extraParties: Math.floor(cases / 5),
  claims: Math.floor(cases * 1.5),
  longCases: LONG_CASES,
  eventsPerLongCase: 500,
});

const say = (text: string) => process.stderr.write(`${text}\n`);

interface Row {
  scenario: string;
  cases: number;
  ours: Figures;
  floor: Figures;
  ratioP95: number;
}

async function measureTenant(
  site: { url: string; adminUrl: string },
  tenant: { tenantId: number; cookie: string },
  cases: number,
): Promise<Row[]> {
  const admin = postgres(site.adminUrl, { max: 1 });
  const found = await admin<{ id: string }[]>`
    select id from cases where tenant_id = ${tenant.tenantId} order by id limit ${LONG_CASES}`;
  await admin.end();
  const caseIds = found.map((row) => Number(row.id));
  const floor = openFloor(site.adminUrl, tenant.tenantId);
  const rows: Row[] = [];
  for (const scenario of scenariosOf(cases).filter(({ name }) => name.includes(only))) {
    const idOf = (serial: number) => caseIds[serial % caseIds.length] ?? 0;
    const ours = await measure(
      async (serial) => {
        const calls = scenario.calls(scenario.value(serial), idOf(serial));
        const names = calls.map(([name]) => name).join(",");
        const inputs = Object.fromEntries(calls.map(([, input], i) => [i, wire.serialize(input)]));
        const query = encodeURIComponent(JSON.stringify(inputs));
        const reply = await send(`${site.url}/api/trpc/crm/${names}?batch=1&input=${query}`, {
          headers: { cookie: tenant.cookie },
        });
        if (reply.status !== 200)
          throw new Error(`${scenario.name}: ${reply.status} ${reply.body.slice(0, 300)}`);
        const answers = JSON.parse(reply.body) as {
          result?: { data: { items?: unknown[] } };
        }[];
        // A page without rows would be fast for the wrong reason.
        if (answers[0]?.result?.data.items?.length === 0)
          throw new Error(`${scenario.name}: no rows`);
      },
      { users: USERS, rounds },
    );
    const base = await measure(
      async (serial) => floor.run[scenario.floor](scenario.value(serial), idOf(serial)),
      { users: USERS, rounds },
    );
    const row = {
      scenario: scenario.name,
      cases,
      ours,
      floor: base,
      ratioP95: Number((ours.p95 / base.p95).toFixed(2)),
    };
    say(
      `${String(cases).padStart(9)}  ${scenario.name.padEnd(32)} ${ours.p50}/${ours.p95} ms, floor ${base.p50}/${base.p95} ms, x${row.ratioP95}`,
    );
    rows.push(row);
  }
  await floor.end();
  return rows;
}

async function main(): Promise<void> {
  const { DATABASE_ADMIN_URL: adminUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (!adminUrl || !ownerUrl) throw new Error("run by npm run bench lists, on the embedded server");
  say(`build: ${await build()}`);
  const port = (await claimPort(0)) ?? 3999;
  const server = await startServer({ mode: "production", port, env: {}, log: "bench-lists" });
  const site = { url: server.url, adminUrl };
  const rows: Row[] = [];
  for (const cases of new Set([SMALL_CASES, largeCases])) {
    const tenant = await makeBenchTenant(server.url, ownerUrl, `bench-${cases}`);
    const startedAt = performance.now();
    await fillTenant({ adminUrl }, tenant.tenantId, sizeOf(cases));
    say(`filled ${cases} cases in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    rows.push(...(await measureTenant(site, tenant, cases)));
  }
  const large = rows.filter((row) => row.cases === largeCases);
  const growth = Object.fromEntries(
    large.map((row) => {
      const small = rows.find(
        (each) => each.cases === SMALL_CASES && each.scenario === row.scenario,
      );
      return [row.scenario, Number((row.ours.p95 / (small?.ours.p95 ?? 1)).toFixed(2))];
    }),
  );
  const worst = (pick: (row: Row) => number) => Math.max(...large.map(pick));
  process.stdout.write(
    `${JSON.stringify({
      bench: "lists",
      users: USERS,
      state: "warm",
      rows,
      growth,
      ours: worst((row) => row.ours.p95),
      floor: worst((row) => row.floor.p95),
      ratio: worst((row) => row.ratioP95),
    })}\n`,
  );
}

try {
  await main();
} finally {
  await endAll();
}
process.exit(0);
