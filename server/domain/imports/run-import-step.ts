import type { Tx } from "@/db/client";
import type { ImportState } from "@/db/values/imports";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { type Context, inTransaction, reading, type SystemActor } from "../context";
import { type Facts, writeFact } from "../events";
import { type ProcessCatalogue, readProcesses } from "../workflow";
import { type ImportRow, loadImport, scopeOf } from "./load";
import { Progress } from "./progress";
import { publishRows } from "./publish/publish";
import { resolve } from "./resolve/resolve";
import type { ImportScope } from "./scope";
import { stageWorkbook } from "./staging/stage-workbook";
import { dropStaged, dropWorkTables, restoreWorkTables, storeWorkTables } from "./staging/tables";
import { WORKING } from "./states";
import { totalsOf } from "./totals";
import { undoImport } from "./undo/undo-import";

type Requested = Facts["import.requested"];
type Step = Requested["step"];

/** Where a refused step leaves the import. */
const BACK_TO: Record<Step, ImportState> = {
  check: "failed",
  publish: "checked",
  undo: "published",
};
/** After so many breakdowns the import says so instead of trying for ever. */
const ATTEMPTS_MAX = 3;
const UNIQUE_VIOLATION = "23505";

export interface StepLine {
  beat(): Promise<void>;
  attempt: number;
}

interface Scene {
  row: ImportRow;
  scope: ImportScope;
  progress: Progress;
}

/**
 * Does the step that an operator ordered: check, publish or undo, each in one transaction. A dead
 * worker leaves nothing but the working state behind, and whoever is told next begins anew. Throws
 * the retryable `imports.busy` while another worker is at it.
 */
export async function runImportStep(
  ctx: Context<SystemActor>,
  requested: Requested,
  line: StepLine = { beat: async () => undefined, attempt: 1 },
): Promise<void> {
  const { importId, step, operatorId } = requested;
  const mine = await behalfOf(ctx, operatorId);
  const row = await reading(mine, (tx) => loadImport(tx, importId, { isLocked: false }));
  if (row.state !== WORKING[step]) return;
  const progress = new Progress(
    mine,
    { importId, state: row.state, stepNo: row.stepNo },
    line.beat,
  );
  progress.start();
  try {
    await attempt(mine, requested, { row, progress });
  } catch (error) {
    await progress.stop();
    const isOurs = isDomainError(error) && !error.retryable;
    if (!isOurs && (isDomainError(error) || line.attempt < ATTEMPTS_MAX)) throw error;
    const { code, params } = isOurs ? error : { code: "imports.broke_down", params: {} };
    if (!isOurs) mine.log.error("import step failed", { importId, step, cause: error });
    await giveUp(mine, row, { state: BACK_TO[step], code, params });
  } finally {
    await progress.stop();
  }
  if (step === "publish") await inTransaction(mine, (_, tx) => tidyUp(tx, importId));
}

async function behalfOf(
  ctx: Context<SystemActor>,
  operatorId: number,
): Promise<Context<SystemActor>> {
  const [operator] = await reading(
    ctx,
    ({ sql }) => sql<{ name: string }[]>`select name from operators where id = ${operatorId}`,
  );
  const onBehalfOf = { operatorId, name: operator?.name ?? "" };
  return { ...ctx, actor: { ...ctx.actor, job: "import-run", onBehalfOf } };
}

/** A record of the same number or birth number may have come in between: then once more. */
async function attempt(
  ctx: Context<SystemActor>,
  requested: Requested,
  { row, progress }: { row: ImportRow; progress: Progress },
): Promise<void> {
  const once = () =>
    inTransaction(ctx, async (inner, tx) => {
      await occupy(tx, row.id);
      await STEPS[requested.step](inner, tx, { row, scope: scopeOf(row), progress });
    });
  try {
    await once();
  } catch (error) {
    if (requested.step !== "publish" || !isUniqueViolation(error)) throw error;
    try {
      progress.start();
      await once();
    } catch (again) {
      if (!isUniqueViolation(again)) throw again;
      throw new DomainError({ kind: "conflict", cause: again }, "imports.register_changed");
    }
  }
}

function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code === UNIQUE_VIOLATION || (cause !== undefined && isUniqueViolation(cause));
}

/** One worker an import; the lock ends with the connection, also when the process is killed. */
async function occupy({ sql }: Tx, importId: number): Promise<void> {
  const [lock] = await sql<{ isFree: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('import:' || app_tenant()), ${importId}::integer) as "isFree"`;
  if (!lock?.isFree) throw new DomainError("external", "imports.busy");
  // Bulk work sorts and joins more than the server's small default allows in memory.
  await sql`select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`;
}

const STEPS: Record<Step, (ctx: Context, tx: Tx, scene: Scene) => Promise<void>> = {
  check: checkImport,
  publish: publishImport,
  undo: undoImportStep,
};

async function checkImport(ctx: Context, tx: Tx, { row, scope, progress }: Scene): Promise<void> {
  const { sql } = tx;
  await sql`delete from import_findings where import_id = ${row.id}`;
  const { inForce: catalogue } = await readProcesses(tx);
  const { rows } = await stageWorkbook(ctx, tx, {
    ...{ row, scope, catalogue },
    told: (done, share) => progress.set("reading", done, Math.round(done / Math.max(share, 0.01))),
  });
  progress.set("comparing", 0, rows);
  const staged = await storeWorkTables(tx, row.id);
  await resolve(tx, scope, { catalogue, report: true });
  const totals = await totalsOf(tx, row.kind, rows);
  await progress.stop();
  await sql`
    update imports i set state = 'checked', phase = null, done_rows = ${rows}, total_rows = ${rows},
           totals = ${JSON.stringify({ ...totals, staged })}::jsonb, checked_at = ${ctx.now}, error_code = null, error_params = null,
           beat_at = null, finding_count = f.found, error_rows = f.errors, warning_rows = f.warnings
      from (select count(*) as found, count(distinct row_no) filter (where severity = 'error') as errors,
                   count(distinct row_no) filter (where severity = 'warning') as warnings
              from import_findings where import_id = ${row.id}) f
     where i.id = ${row.id} and i.state = 'checking'`;
}

async function publishImport(ctx: Context, tx: Tx, scene: Scene): Promise<void> {
  const { row, scope, progress } = scene;
  const { sql } = tx;
  const total = Number(row.totals.rows ?? 0);
  progress.set("comparing", 0, total);
  // One at a time in a tenant: two would make the same person twice.
  await sql`select pg_advisory_xact_lock(hashtext('import-publish'), app_tenant())`;
  await bringRows(ctx, tx, scene);
  await compareAgain(tx, scene);
  progress.set("writing", total * 0.1, total);
  await publishRows(ctx, tx, {
    scope,
    told: (share) => progress.set("writing", total * (0.1 + share * 0.9), total),
  });
  const result = await resultOf(tx, row.id);
  await progress.stop();
  await sql`
    update imports set state = 'published', phase = null, done_rows = ${total}, total_rows = ${total},
           totals = totals || ${sql.json({ result })}, published_at = ${ctx.now}, undone_at = null,
           error_code = null, error_params = null, beat_at = null
     where id = ${row.id} and state = 'publishing'`;
  await writeAudit(ctx, {
    action: "imports.publish",
    entity: "import",
    entityId: row.id,
    after: { kind: row.kind, fileName: row.fileName, ...result },
  });
  const payload = { importId: row.id, kind: row.kind, rows: total };
  await writeFact(ctx, {
    name: "import.published",
    payload,
    key: `import.published:${row.id}:${row.stepNo}`,
  });
}

/** Staging does not survive a crash of the database server; then the workbook is read again. */
async function bringRows(ctx: Context, tx: Tx, { row, scope }: Scene): Promise<void> {
  const restored = await restoreWorkTables(tx, row.id);
  const expected = Number(row.totals.staged ?? 0);
  if (restored === expected) return;
  await dropWorkTables(tx);
  await tx.sql`delete from import_findings where import_id = ${row.id} and not is_by_register`;
  await stageWorkbook(ctx, tx, {
    row,
    scope,
    catalogue: (await readProcesses(tx)).inForce,
    told: () => undefined,
  });
}

/** Another version of a process may have come into force since the rows were read. */
async function requireStates({ sql }: Tx, catalogue: ProcessCatalogue): Promise<void> {
  const states = catalogue.definitions.flatMap(({ category, states: all }) =>
    all.filter(({ openable }) => openable).map(({ code }) => `${category} ${code}`),
  );
  const [lost] = await sql`
    select from t_cases where category || ' ' || state <> all(${states}::text[]) limit 1`;
  if (lost) throw new DomainError("precondition", "imports.register_changed");
}

/** The register may have changed since the check: what stands against a row now is told as well. */
async function compareAgain(tx: Tx, { row, scope }: Scene): Promise<void> {
  const { sql } = tx;
  const { inForce: catalogue } = await readProcesses(tx);
  await requireStates(tx, catalogue);
  await sql`
    delete from import_findings
     where import_id = ${row.id} and is_by_register and severity = 'warning'`;
  const before = await errorCount(tx, row.id);
  await resolve(tx, scope, { catalogue, report: true });
  const after = await errorCount(tx, row.id);
  if (scope.options.mode === "all" && after > 0) {
    throw new DomainError("precondition", "imports.register_changed");
  }
  if (after === before) return;
  await dropWorkTables(tx, { isResolvedOnly: true });
  await resolve(tx, scope, { catalogue, report: false });
}

async function errorCount({ sql }: Tx, importId: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*) as n from import_findings where import_id = ${importId} and severity = 'error'`;
  return row?.n ?? 0;
}

/** What came of it, by kind of record. */
async function resultOf({ sql }: Tx, importId: number): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>[]>`
    select (select count(*) from cases where import_id = ${importId} and voided_at is null) as cases,
           (select count(*) from parties where import_id = ${importId}) as parties,
           (select count(*) from claims where import_id = ${importId} and voided_at is null) as claims,
           (select count(*) from payments where import_id = ${importId} and reverses_id is null) as payments,
           (select count(*) from instalment_schedules where import_id = ${importId} and voided_at is null) as schedules,
           (select count(*) from case_events where import_id = ${importId} and kind <> 'system') as events,
           (select count(*) from import_changes where import_id = ${importId} and entity = 'case') as "changedCases",
           (select count(*) from import_changes where import_id = ${importId} and entity = 'party') as "changedParties"`;
  return { ...row };
}

async function undoImportStep(ctx: Context, tx: Tx, { row, progress }: Scene): Promise<void> {
  progress.set("undoing", 0, Number(row.totals.rows ?? 0));
  await undoImport(ctx, tx, row);
  await progress.stop();
  await tx.sql`
    update imports set state = 'undone', phase = null, undone_at = ${ctx.now}, error_code = null,
           error_params = null, beat_at = null
     where id = ${row.id} and state = 'undoing'`;
  const audit = { action: "imports.undo", entity: "import", entityId: row.id };
  await writeAudit(ctx, { ...audit, before: { kind: row.kind, fileName: row.fileName } });
  const key = `import.undone:${row.id}:${row.stepNo}`;
  await writeFact(ctx, { name: "import.undone", payload: { importId: row.id }, key });
}

async function tidyUp(tx: Tx, importId: number): Promise<void> {
  const { state } = await loadImport(tx, importId, { isLocked: false });
  if (state === "published") await dropStaged(tx, importId);
}

async function giveUp(
  ctx: Context<SystemActor>,
  row: ImportRow,
  {
    state,
    code,
    params,
  }: { state: ImportState; code: string; params: Record<string, string | number> },
): Promise<void> {
  await inTransaction(ctx, (_, { sql }) =>
    sql`update imports set state = ${state}, phase = null, beat_at = null, error_code = ${code},
               error_params = ${sql.json(params)}
         where id = ${row.id} and state = ${row.state} and step_no = ${row.stepNo}`.then(
      () => undefined,
    ),
  );
}
