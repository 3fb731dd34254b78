import { eq } from "drizzle-orm";
import { caseGroups } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type SaveGroupInput, saveGroupInput } from "./inputs";

/** Makes or changes a group of cases: a short code, its description and what its cases start with. */
export async function saveGroup(ctx: Context, raw: SaveGroupInput): Promise<{ groupId: number }> {
  authorize(ctx, "settings:register");
  const { groupId, ...input } = saveGroupInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [twin] = await tx.sql<{ id: number }[]>`
      select id from case_groups where lower(code) = lower(${input.code})`;
    if (twin && twin.id !== groupId) {
      throw new DomainError("conflict", "cases.group_code_taken", { code: input.code });
    }
    if (groupId === undefined) {
      const [row] = await tx.insert(caseGroups).values(input).returning({ id: caseGroups.id });
      if (!row) throw new Error("no row");
      const audit = { action: "cases.create-group", entity: "case_group", entityId: row.id };
      await writeAudit(inner, { ...audit, after: input });
      return { groupId: row.id };
    }
    const [before] = await tx
      .select()
      .from(caseGroups)
      .where(eq(caseGroups.id, groupId))
      .for("update");
    if (!before) throw new DomainError("not_found", "cases.group_not_found");
    const diff = changes(before, input);
    if (diff === null) return { groupId };
    await tx.update(caseGroups).set(input).where(eq(caseGroups.id, groupId));
    const audit = { action: "cases.update-group", entity: "case_group", entityId: groupId };
    await writeAudit(inner, { ...audit, ...diff });
    return { groupId };
  });
}
