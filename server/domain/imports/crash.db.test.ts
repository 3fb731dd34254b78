import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { inTransaction, reading } from "../context";
import { makeKeys } from "../keys";
import { bundledProgram, makeTestTenant } from "../testing";
import { requestCheck, requestPublish, runImportStep } from ".";
import { importer } from "./testing/workbooks";

const KILLS = 20;
const ROWS = 1_200;

const { appUrl, ownerUrl } = await testDatabase();
const [dataKey, hashKey] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
const desk = { db: connect(appUrl, { poolMax: 4 }), keys: makeKeys(dataKey, hashKey), ownerUrl };
const program = await bundledProgram("server/domain/imports/testing/worker.ts");

/** A surname of its own for every row; digits are no part of a name. */
const surname = (i: number) =>
  `Zkušeb${[...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;

const rows = Array.from({ length: ROWS }, (_, i) => [
  String(i + 1),
  "Inkaso",
  "MimoSoud",
  "Povinný",
  `Jan ${surname(i)}`,
  `Dlouhá ${i}`,
  "110 00",
  "Praha",
]);
const SHEET = [
  ["RefNo", "Kategorie", "Stav", "Vztah", "CeleJmeno", "Ulice", "PSC", "Obec"],
  ...rows,
];
const TABLES = ["cases", "parties", "party_addresses", "case_parties"] as const;

/** Starts the step in a process of its own; `killAfterMs` null lets it live. Answers how long it ran. */
function runAndKill(
  order: object,
  killAfterMs: number | null,
): Promise<{ ms: number; died: boolean }> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve) => {
    let startedAt = 0;
    child.stdout.once("data", () => {
      startedAt = performance.now();
      if (killAfterMs !== null) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    });
    child.once("exit", (_, signal) =>
      resolve({ ms: performance.now() - startedAt, died: signal === "SIGKILL" }),
    );
  });
}

it("killed at twenty points, an import leaves nothing or all, and goes on to the same end", async () => {
  const tenant = await makeTestTenant(desk);
  const ctx = await tenant.operator("administrator");
  const importing = importer(tenant, ctx);
  const { importId } = await importing.upload("cases", SHEET);
  const countsOf = () =>
    reading(ctx, async ({ sql }) => {
      const counts: number[] = [];
      for (const table of TABLES) {
        const [row] = await sql<{ n: number }[]>`select count(*) as n from ${sql(table)}`;
        counts.push(row?.n ?? -1);
      }
      return counts;
    });
  const base = { appUrl, dataKey, hashKey, tenantId: tenant.id, importId };
  const order = { ...base, operatorId: ctx.actor.operatorId };
  const stateOf = () =>
    reading(ctx, ({ sql }) =>
      sql<{ state: string }[]>`select state from imports where id = ${importId}`.then(
        ([row]) => row?.state,
      ),
    );
  // A dead worker's beat grows old by itself; here it is made old, so that nobody has to wait.
  const growOld = () =>
    inTransaction(ctx, (_, { sql }) =>
      sql`update imports set beat_at = '2000-01-01' where id = ${importId} and beat_at is not null`.then(
        () => null,
      ),
    );
  let deaths = 0;
  const half = KILLS / 2;
  await requestCheck(ctx, { importId });
  for (let i = 0; i < half && (await stateOf()) === "checking"; i += 1) {
    const { died } = await runAndKill({ ...order, step: "check" }, 15 + i * 25);
    deaths += died ? 1 : 0;
    expect(await countsOf()).toEqual([0, 0, 0, 0]);
    await growOld();
  }
  if ((await stateOf()) === "checking") {
    await runImportStep(tenant.system(), { ...order, step: "check" });
  }
  expect(await stateOf()).toBe("checked");
  await requestPublish(ctx, { importId });
  for (let i = 0; i < half && (await stateOf()) === "publishing"; i += 1) {
    const { died } = await runAndKill({ ...order, step: "publish" }, 15 + i * 25);
    deaths += died ? 1 : 0;
    // Committed whole just before the kill, or not at all.
    const counts = await countsOf();
    expect([
      [0, 0, 0, 0],
      [ROWS, ROWS, ROWS, ROWS],
    ]).toContainEqual(counts);
    await growOld();
  }
  if ((await stateOf()) === "publishing") {
    await runImportStep(tenant.system(), { ...order, step: "publish" });
  }
  expect(await stateOf()).toBe("published");
  expect(await countsOf()).toEqual([ROWS, ROWS, ROWS, ROWS]);
  expect(deaths).toBeGreaterThan(half / 2);
  await desk.db.end();
}, 240_000);
