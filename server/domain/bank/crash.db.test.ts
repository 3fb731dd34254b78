import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { reading } from "../context";
import { makeKeys } from "../keys";
import { bundledProgram, makeTestTenant } from "../testing";
import { matchMovements, uploadStatement } from ".";
import { bankAgency, bytesOf } from "./testing/bank-agency";
import { manyMovements, paidMinor, SYMBOLS } from "./testing/many-movements";

const KILLS = 4;
const COUNT = 3_000;

const { appUrl, ownerUrl } = await testDatabase();
const [dataKey, hashKey] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
const desk = { db: connect(appUrl, { poolMax: 4 }), keys: makeKeys(dataKey, hashKey), ownerUrl };
const program = await bundledProgram("server/domain/bank/testing/worker.ts");

/** Starts the work in a process of its own and kills it so long after it has begun. */
function runAndKill(order: object, killAfterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve) => {
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), killAfterMs));
    child.once("exit", (_, signal) => resolve(signal === "SIGKILL"));
  });
}

it("killed again and again, an upload leaves nothing or all, matching loses and doubles nothing", async () => {
  const tenant = await makeTestTenant(desk);
  const { ctx, debt } = await bankAgency({ tenant: async () => tenant });
  for (const symbol of SYMBOLS) await debt(symbol, 10_000_000);
  const figures = () =>
    reading(ctx, async ({ sql }) => {
      const [row] = await sql<
        { movements: number; payments: number; paid: number; stray: number }[]
      >`
        select (select count(*) from bank_movements) as movements,
               (select count(*) from payments) as payments,
               (select coalesce(sum(amount_minor), 0)::bigint from payments) as paid,
               (select count(*) from bank_movements m
                 where (m.state = 'matched') <> exists (
                   select from payments p where p.id = m.payment_id)) as stray`;
      return row ?? { movements: -1, payments: -1, paid: -1, stray: -1 };
    });
  const order = { appUrl, dataKey, hashKey, tenantId: tenant.id, count: COUNT };
  let deaths = 0;
  for (let i = 0; i < KILLS && (await figures()).movements === 0; i += 1) {
    deaths += (await runAndKill({ ...order, step: "upload" }, 20 + i * 90)) ? 1 : 0;
    expect([0, COUNT]).toContain((await figures()).movements);
  }
  expect(deaths).toBeGreaterThan(0);
  await uploadStatement(ctx, { name: "velky.gpc" }, bytesOf(manyMovements(COUNT)));
  expect((await figures()).movements).toBe(COUNT);

  deaths = 0;
  for (let i = 0; i < KILLS; i += 1) {
    deaths += (await runAndKill({ ...order, step: "match" }, 20 + i * 120)) ? 1 : 0;
    // Whatever is booked is booked with its movement, and only that.
    expect(await figures()).toMatchObject({ stray: 0 });
  }
  expect(deaths).toBeGreaterThan(0);
  // The database lets go of a dead process's rows only when it has noticed; a fact comes until then.
  const waiting = () =>
    reading(ctx, ({ sql }) =>
      sql`select 1 from bank_movements where reason = 'new' limit 1`.then((rows) => rows.length),
    );
  for (let tries = 0; tries < 5_000 && (await waiting()) > 0; tries += 1) {
    await matchMovements(tenant.system());
  }
  expect(await figures()).toEqual({
    ...{ movements: COUNT, payments: COUNT - COUNT / 10, paid: paidMinor(COUNT), stray: 0 },
  });
  await desk.db.end();
}, 240_000);
