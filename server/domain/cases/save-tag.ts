import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
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
    await turnInterest(inner, tx, { tagId, before: before.effects, after: input.effects });
    await writeAudit(inner, {
      action: "cases.update-tag",
      entity: "tag",
      entityId: tagId,
      ...diff,
    });
    return { tagId };
  });
}

/** From today on it stops interest, or no longer does; what it did on days before stays. */
async function turnInterest(
  ctx: Context,
  { sql }: Tx,
  tag: { tagId: number; before: readonly string[]; after: readonly string[] },
): Promise<void> {
  const { tagId, before, after } = tag;
  const isStopping = after.includes("stop_interest");
  if (isStopping === before.includes("stop_interest")) return;
  const days = sql`datemultirange(daterange(${ctx.today}::date, null))`;
  await sql`
    update tags set stops_on = ${isStopping ? sql`stops_on + ${days}` : sql`stops_on - ${days}`}
     where id = ${tagId}`;
  await writeFact(ctx, { name: "cases.tag_stops_interest", payload: { tagId } });
}
