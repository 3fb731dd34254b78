import { and, eq } from "drizzle-orm";
import { cases } from "@/db/schema";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { assertWallChange } from "./access-wall";
import { changedMeanwhile } from "./changed-meanwhile";
import { definitionOf } from "./definition";
import { refuseChange, roleOf } from "./field-refusal";
import { type UpdateCaseInput, updateCaseInput } from "./inputs";
import { loadCase } from "./load";

/** Changes data of a case. A version that is not the newest is refused: somebody was faster. */
export async function updateCase(ctx: Context, raw: UpdateCaseInput): Promise<{ version: number }> {
  authorize(ctx, "cases:edit");
  const input = updateCaseInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadCase(tx, input.caseId);
    if (row.version !== input.version) throw await changedMeanwhile(ctx, tx, row.id);
    const next = {
      groupId: input.groupId === undefined ? row.groupId : input.groupId,
      accessGroupId: input.accessGroupId === undefined ? row.accessGroupId : input.accessGroupId,
      fields: { ...row.fields, ...input.fields },
      extraFields: input.extraFields ?? row.extraFields,
    };
    assertWallChange(ctx, { before: row.accessGroupId, after: next.accessGroupId });
    refuseChange(await definitionOf(tx, row), {
      before: row.fields,
      after: next.fields,
      role: roleOf(ctx),
      states: [row.state],
    });
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
