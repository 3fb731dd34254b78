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
import { refreshCaseSearch } from "./refresh";
import { writeOwnWords } from "./write-own-words";

/** What only other verbs may ask of `updateCase` and `openCase`; no request carries it. */
export interface AsVerb {
  /** Fields that are theirs to write, reserved choices among them. */
  verbFields?: readonly string[];
  /** What came from outside is opened as it came, also where nothing in it names the case. */
  takesNameless?: boolean;
}

/** Changes data of a case. A version that is not the newest is refused: somebody was faster. */
export async function updateCase(
  ctx: Context,
  raw: UpdateCaseInput,
  { verbFields }: AsVerb = {},
): Promise<{ version: number }> {
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
    const definition = await definitionOf(tx, row);
    refuseChange(definition, {
      before: row.fields,
      after: next.fields,
      role: roleOf(ctx),
      states: [row.state],
      verbFields,
    });
    const { groupId, accessGroupId, fields, extraFields } = row;
    const diff = changes({ groupId, accessGroupId, fields, extraFields }, next);
    if (diff === null) return { version: row.version };
    const version = row.version + 1;
    await tx
      .update(cases)
      .set({ ...next, version, updatedAt: ctx.now })
      .where(and(eq(cases.id, row.id), eq(cases.version, row.version)));
    const written = { caseId: row.id, definition, fields: next.fields };
    if (await writeOwnWords(tx, written)) await refreshCaseSearch(tx, [row.id]);
    const audit = { action: "cases.update", entity: "case", entityId: row.id, caseId: row.id };
    await writeAudit(inner, { ...audit, ...diff });
    return { version };
  });
}
