import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@/db/client";
import {
  type Context,
  makeToday,
  type OperatorActor,
  type SystemActor,
} from "@/server/domain/context";
import {
  mapImport,
  requestCheck,
  requestPublish,
  runImportStep,
  uploadImport,
} from "@/server/domain/imports";
import { makeKeys } from "@/server/domain/keys";
import { createTenant } from "@/server/domain/tenant";
import { env } from "@/server/env";
import { Floor, type FloorKind, spanOf } from "./import-floor";
import { makeLedgerWorkbook } from "./make-ledger-workbook";
import { makeWorkbook } from "./make-workbook";

/**
 * From a real XLSX file to committed rows, the way the program does it: upload, check, publish, with
 * search words and audit. The floor, in the same run: the same reader reading the same file, and
 * COPY of the very same rows into the same tables. The last line is JSON.
 *
 *   npm run bench import [rows]
 */
const [rows = 100_000] = process.argv.slice(2).map(Number);
const KINDS: FloorKind[] = ["cases", "claims", "payments"];

const say = (text: string) => console.error(text);

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-import-"));
  const { DATABASE_URL, SALDO_DATA_KEY, SALDO_HASH_KEY } = env();
  const keys = makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY);
  const db = connect(DATABASE_URL, { poolMax: 4 });
  const floor = new Floor(folder);
  try {
    const actor = await makeTenant(keys);
    const now = new Date();
    const log = { info: () => undefined, error: (text: string) => say(text) };
    const base = { db, keys, log, now, today: makeToday(now) };
    const results = [];
    for (const kind of KINDS) {
      const path = join(folder, `${kind}.xlsx`);
      if (kind === "cases") await makeWorkbook({ path, rows, columns: 20 });
      else await makeLedgerWorkbook(path, kind, rows);
      await floor.before();
      const before = await floor.processorSeconds();
      const timed = await measure({ ...base, actor }, path, kind);
      const processorSeconds = spanOf(before, await floor.processorSeconds());
      const ours = { ...timed, processorSeconds };
      const bottom = await floor.measure(kind, path);
      const ratio = Number((ours.seconds / bottom.seconds).toFixed(2));
      const processorRatio =
        processorSeconds && bottom.processorSeconds
          ? Number((processorSeconds / bottom.processorSeconds).toFixed(2))
          : null;
      results.push({ kind, rows, ratio, processorRatio, ...ours, floor: bottom });
      say(JSON.stringify(results.at(-1)));
    }
    const [cases] = results;
    console.log(
      JSON.stringify({
        bench: "import",
        ours: cases?.seconds,
        floor: cases?.floor.seconds,
        ratio: cases?.ratio,
        processorRatio: cases?.processorRatio,
        peakRssMb: Math.max(...results.map((each) => each.peakRssMb)),
        kinds: results,
      }),
    );
  } finally {
    await floor.end();
    await db.end();
    await rm(folder, { recursive: true });
  }
}

async function makeTenant(keys: Context["keys"]): Promise<OperatorActor> {
  const owner = connect(process.env.DATABASE_OWNER_URL ?? "", { poolMax: 1 });
  const log = { info: () => undefined, error: () => undefined };
  const slug = `bench-${process.pid}`;
  const made = await createTenant(
    { db: owner, keys, log, now: new Date() },
    { slug, name: "Bench", administrator: { email: `${slug}@bench.example`, name: "Bench" } },
  );
  await owner.end();
  return {
    kind: "operator",
    tenantId: made.tenantId,
    operatorId: made.administratorId,
    name: "Bench",
    role: "administrator",
    accessGroupIds: "all",
    language: "cs",
    sessionId: "00000000-0000-4000-8000-000000000000",
  };
}

interface Ours {
  seconds: number;
  uploadSeconds: number;
  checkSeconds: number;
  publishSeconds: number;
  peakRssMb: number;
  /** The longest time in which the page would have seen nothing new. */
  progressGapMs: number;
}

async function measure(ctx: Context<OperatorActor>, path: string, kind: FloorKind): Promise<Ours> {
  const worker: Context<SystemActor> = {
    ...ctx,
    actor: { kind: "system", tenantId: ctx.actor.tenantId, job: "bench", language: "cs" },
  };
  const { operatorId } = ctx.actor;
  const marks = [performance.now()];
  const watch = watchMemory();
  const { importId, preview } = await uploadImport(
    ctx,
    { kind, name: `${kind}.xlsx` },
    createReadStream(path),
  );
  const mapping = preview.columns.map(({ column, header, target }) => ({ column, header, target }));
  await mapImport(ctx, { importId, mapping, options: { groupCode: "BENCH" } });
  marks.push(performance.now());
  const progress = watchProgress(ctx, importId);
  await requestCheck(ctx, { importId });
  await runImportStep(worker, { importId, step: "check", operatorId });
  marks.push(performance.now());
  await requestPublish(ctx, { importId });
  await runImportStep(worker, { importId, step: "publish", operatorId });
  marks.push(performance.now());
  const progressGapMs = await progress.stop();
  const state = await ctx.db.begin(
    { tenantId: ctx.actor.tenantId, actorKind: "system", actorId: null, accessGroupIds: "all" },
    ({ sql }) =>
      sql`select state, error_code, error_rows, totals -> 'result' as result from imports where id = ${importId}`.then(
        (all) => all[0],
      ),
  );
  say(JSON.stringify(state));
  if (state?.state !== "published") throw new Error(`the import is ${state?.state}`);
  const span = (from: number, to: number) =>
    Number((((marks[to] ?? 0) - (marks[from] ?? 0)) / 1000).toFixed(2));
  return {
    seconds: span(0, 3),
    uploadSeconds: span(0, 1),
    checkSeconds: span(1, 2),
    publishSeconds: span(2, 3),
    peakRssMb: watch.stop(),
    progressGapMs,
  };
}

function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return Math.round(peak / 1e6);
    },
  };
}

function watchProgress(ctx: Context<OperatorActor>, importId: number) {
  let isOver = false;
  const run = async () => {
    let [seen, since, gap, at] = ["", performance.now(), 0, ""];
    while (!isOver) {
      const [row] = await ctx.db.begin(
        { tenantId: ctx.actor.tenantId, actorKind: "system", actorId: null, accessGroupIds: "all" },
        ({ sql }) =>
          sql`select state, phase, done_rows, beat_at from imports where id = ${importId}`.then(
            (all) => [...all],
          ),
      );
      const now = performance.now();
      const next = JSON.stringify(row);
      if (next !== seen) {
        // Named, because only then something can be done about it.
        if (now - since > gap) [gap, at] = [now - since, `${seen} -> ${next}`];
        [seen, since] = [next, now];
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    say(`longest without a sign: ${at}`);
    return Math.round(gap);
  };
  const running = run();
  return {
    stop: () => {
      isOver = true;
      return running;
    },
  };
}

await main();
