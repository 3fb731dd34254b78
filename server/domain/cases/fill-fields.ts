import { eq } from "drizzle-orm";
import { cases } from "@/db/schema";
import type { FieldValues } from "@/db/schema/cases";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { definitionOf } from "./definition";
import { refuseChange, roleOf } from "./field-refusal";
import { loadCase } from "./load";
import { refreshCaseSearch } from "./refresh";
import { writeOwnWords } from "./write-own-words";

export interface Filling {
  caseId: number;
  fields: FieldValues;
  /** State that the case is about to enter. */
  to: string;
}

/**
 * Writes values that a move asks for, in the moving transaction. A field may be written when its
 * rules allow it in the state that is left or in the one that is entered.
 */
export async function fillFields(ctx: Context, filling: Filling): Promise<void> {
  authorize(ctx, "cases:edit");
  await inTransaction(ctx, async (inner, tx) => {
    const row = await loadCase(tx, filling.caseId);
    const after = { ...row.fields, ...filling.fields };
    const definition = await definitionOf(tx, { ...row, fields: after });
    refuseChange(definition, {
      before: row.fields,
      after,
      role: roleOf(ctx),
      states: [row.state, filling.to],
    });
    const diff = changes({ fields: row.fields }, { fields: after });
    if (diff === null) return;
    await tx
      .update(cases)
      .set({ fields: after, version: row.version + 1, updatedAt: ctx.now })
      .where(eq(cases.id, row.id));
    const written = { caseId: row.id, definition, fields: after };
    if (await writeOwnWords(tx, written)) await refreshCaseSearch(tx, [row.id]);
    const audit = { action: "cases.update", entity: "case", entityId: row.id, caseId: row.id };
    await writeAudit(inner, { ...audit, ...diff });
  });
}
