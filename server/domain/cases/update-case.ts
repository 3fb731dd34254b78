import { and, eq } from "drizzle-orm";
import { cases } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { refusedChanges, validateFields } from "../workflow";
import { definitionOf } from "./definition";
import { type UpdateCaseInput, updateCaseInput } from "./inputs";
import { type CaseRow, loadCase } from "./load";

/** Changes data of a case. A version that is not the newest is refused: somebody was faster. */
export async function updateCase(ctx: Context, raw: UpdateCaseInput): Promise<{ version: number }> {
  authorize(ctx, "cases:edit");
  const input = updateCaseInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadCase(tx, input.caseId);
    if (row.version !== input.version) throw new DomainError("conflict", "cases.changed_meanwhile");
    const next = {
      groupId: input.groupId === undefined ? row.groupId : input.groupId,
      accessGroupId: input.accessGroupId === undefined ? row.accessGroupId : input.accessGroupId,
      fields: { ...row.fields, ...input.fields },
      extraFields: input.extraFields ?? row.extraFields,
    };
    checkFields(ctx, row, next.fields);
    const { groupId, accessGroupId, fields, extraFields } = row;
    const diff = changes({ groupId, accessGroupId, fields, extraFields }, next);
    if (diff === null) return { version: row.version };
    const version = row.version + 1;
    await tx
      .update(cases)
      .set({ ...next, version, updatedAt: ctx.now })
      .where(and(eq(cases.id, row.id), eq(cases.version, row.version)));
    const audit = { action: "cases.update", entity: "case", entityId: row.id, caseId: row.id };
    await writeAudit(inner, { ...audit, ...diff });
    return { version };
  });
}

function checkFields(ctx: Context, row: CaseRow, after: CaseRow["fields"]): void {
  const definition = definitionOf(row.category, row.fields);
  const role = ctx.actor.kind === "operator" ? ctx.actor.role : "administrator";
  const place = { state: row.state, role };
  const [first] = [
    ...refusedChanges(definition, { before: row.fields, after }, place),
    ...validateFields(definition, after, place),
  ];
  if (first) throw new DomainError("invalid", first.code, { ...first.params, field: first.field });
}
