import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { proceedings } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { requireCase, writeSystemEvents } from "../cases";
import { authorize, type Context, inTransaction } from "../context";
import { requireVisibleParties } from "../parties";
import { fileMarkKey } from "./file-mark";
import { saveProceedingInput } from "./inputs";

type Input = z.output<typeof saveProceedingInput>;

function columnsOf(input: Input) {
  const { proceedingId: _, version: __, ...rest } = input;
  const courtFileMark = rest.courtFileMark || null;
  return {
    ...rest,
    courtFileMark,
    courtFileMarkKey: courtFileMark ? fileMarkKey(courtFileMark) : null,
    authorityPartyId: rest.authorityPartyId ?? null,
    openedOn: rest.openedOn ?? null,
    decidedOn: rest.decidedOn ?? null,
    finalOn: rest.finalOn ?? null,
    closedOn: rest.closedOn ?? null,
    note: rest.note || null,
  };
}

function checkDays({ openedOn, decidedOn, finalOn, closedOn }: Input): void {
  const order = [openedOn, decidedOn, finalOn].filter((day) => day != null);
  const isSorted = order.every((day, i) => i === 0 || (order[i - 1] ?? "") <= day);
  if (!isSorted || (openedOn && closedOn && closedOn < openedOn)) {
    throw new DomainError("invalid", "proceedings.days_out_of_order");
  }
}

/** A party newly put there must be one the actor sees; one that stood there before may stay. */
async function requireAuthority(
  ctx: Context,
  tx: Tx,
  { next, before }: { next: number | null; before: number | null },
): Promise<void> {
  if (next !== null && next !== before) await requireVisibleParties(ctx, tx, [next]);
}

/** Makes or changes a court, enforcement or insolvency proceeding, on a case or on its own. */
export async function saveProceeding(
  ctx: Context,
  raw: z.input<typeof saveProceedingInput>,
): Promise<{ proceedingId: number; version: number }> {
  authorize(ctx, "cases:edit");
  const input = saveProceedingInput.parse(raw);
  checkDays(input);
  return inTransaction(ctx, async (inner, tx) => {
    if (input.caseId !== null) await requireCase(tx, input.caseId);
    const next = columnsOf(input);
    if (input.proceedingId === undefined) {
      await requireAuthority(inner, tx, { next: next.authorityPartyId, before: null });
      const [row] = await tx.insert(proceedings).values(next).returning({ id: proceedings.id });
      if (!row) throw new Error("no row");
      const audit = { action: "proceedings.create", entity: "proceeding", entityId: row.id };
      await writeAudit(inner, { ...audit, caseId: input.caseId, after: next });
      if (input.caseId !== null) {
        const params = { kind: input.kind, courtFileMark: next.courtFileMark };
        await writeSystemEvents(inner, [
          { caseId: input.caseId, code: "proceeding.added", params },
        ]);
      }
      return { proceedingId: row.id, version: 1 };
    }
    const [before] = await tx
      .select()
      .from(proceedings)
      .where(and(eq(proceedings.id, input.proceedingId), isNull(proceedings.deletedAt)))
      .for("update");
    if (!before) throw new DomainError("not_found", "proceedings.not_found");
    if (before.caseId !== null) await requireCase(tx, before.caseId);
    if (input.version !== undefined && input.version !== before.version) {
      throw new DomainError("conflict", "proceedings.changed_meanwhile");
    }
    const { authorityPartyId } = before;
    await requireAuthority(inner, tx, { next: next.authorityPartyId, before: authorityPartyId });
    const diff = changes(before, next);
    if (diff === null) return { proceedingId: before.id, version: before.version };
    const version = before.version + 1;
    await tx
      .update(proceedings)
      .set({ ...next, version })
      .where(eq(proceedings.id, before.id));
    const audit = { action: "proceedings.update", entity: "proceeding", entityId: before.id };
    await writeAudit(inner, { ...audit, caseId: input.caseId, ...diff });
    return { proceedingId: before.id, version };
  });
}
