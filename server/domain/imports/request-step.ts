import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, inTransaction, type OperatorContext } from "../context";
import { writeFact } from "../events";
import { type ImportIdInput, importIdInput, importOptions } from "./inputs";
import { loadImport } from "./load";
import { type ImportStep, refuseUnless, WORKING } from "./states";

/** Orders the check of every row; it runs apart from the request. */
export const requestCheck = (ctx: OperatorContext, raw: ImportIdInput) =>
  request(ctx, raw, "check");

/** Orders the publishing of a checked import. */
export const requestPublish = (ctx: OperatorContext, raw: ImportIdInput) =>
  request(ctx, raw, "publish");

/** Orders the taking back of a published import. */
export const requestUndo = (ctx: OperatorContext, raw: ImportIdInput) => request(ctx, raw, "undo");

async function request(
  ctx: Context & OperatorContext,
  raw: ImportIdInput,
  step: ImportStep,
): Promise<{ stepNo: number }> {
  authorize(ctx, step === "undo" ? "imports:undo" : "imports:run");
  const { importId } = importIdInput.parse(raw);
  const { operatorId, accessGroupIds } = ctx.actor;
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadImport(tx, importId);
    refuseUnless(row, step);
    if (step === "publish") await refuseUnpublishable(inner, importId);
    const stepNo = row.stepNo + 1;
    await tx.sql`
      update imports set state = ${WORKING[step]}, step_no = ${stepNo}, phase = null, done_rows = 0,
             error_code = null, error_params = null, beat_at = ${ctx.now},
             access_group_ids = ${accessGroupIds === "all" ? null : [...accessGroupIds]}::bigint[]
       where id = ${importId}`;
    const key = `import:${importId}:${stepNo}`;
    await writeFact(inner, {
      name: "import.requested",
      payload: { importId, step, operatorId },
      key,
    });
    return { stepNo };
  });
}

async function refuseUnpublishable({ tx }: Context, importId: number): Promise<void> {
  if (!tx) throw new Error("asked inside the verb's transaction");
  const [row] = await tx.sql<{ errorRows: number; totalRows: number; options: unknown }[]>`
    select error_rows as "errorRows", total_rows as "totalRows", options
      from imports where id = ${importId}`;
  if (!row || row.errorRows === 0) return;
  const { mode } = importOptions.parse(row.options);
  if (mode === "all" || row.errorRows >= row.totalRows) {
    throw new DomainError("precondition", "imports.has_errors", { count: row.errorRows });
  }
}
