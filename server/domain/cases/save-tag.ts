import { eq } from "drizzle-orm";
import type { z } from "zod";
import { tags } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { saveTagInput } from "./inputs";
import { refreshTagCodes } from "./refresh";

/** Makes or changes a tag and what it forbids while it stands on a case. */
export async function saveTag(
  ctx: Context,
  raw: z.input<typeof saveTagInput>,
): Promise<{ tagId: number }> {
  authorize(ctx, "settings:register");
  const { tagId, ...input } = saveTagInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const [twin] = await tx.sql<{ id: number }[]>`
      select id from tags where lower(code) = lower(${input.code})`;
    if (twin && twin.id !== tagId) {
      throw new DomainError("conflict", "cases.tag_code_taken", { code: input.code });
    }
    if (tagId === undefined) {
      const [row] = await tx.insert(tags).values(input).returning({ id: tags.id });
      if (!row) throw new Error("no row");
      const audit = { action: "cases.create-tag", entity: "tag", entityId: row.id };
      await writeAudit(inner, { ...audit, after: input });
      return { tagId: row.id };
    }
    const [before] = await tx.select().from(tags).where(eq(tags.id, tagId)).for("update");
    if (!before) throw new DomainError("not_found", "cases.tag_not_found");
    const diff = changes(before, input);
    if (diff === null) return { tagId };
    await tx.update(tags).set(input).where(eq(tags.id, tagId));
    if (before.code !== input.code) {
      const rows = await tx.sql<{ id: number }[]>`
        select case_id as id from case_tags where tag_id = ${tagId} and removed_at is null`;
      await refreshTagCodes(
        tx,
        rows.map((row) => row.id),
      );
    }
    const isStopping = input.effects.includes("stop_interest");
    if (isStopping !== before.effects.includes("stop_interest")) {
      await writeFact(inner, {
        name: "cases.tag_stops_interest",
        payload: { tagId, isStopping, onDay: ctx.today },
      });
    }
    await writeAudit(inner, {
      action: "cases.update-tag",
      entity: "tag",
      entityId: tagId,
      ...diff,
    });
    return { tagId };
  });
}
