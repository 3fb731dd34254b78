import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { type Context, inTransaction, reading } from "../context";
import { type DuplicateQuestion, duplicatesOf, questionOf } from "./duplicates";
import type { FieldFinding, PartyRecord } from "./party";
import { noteSearch } from "./search-by-birth-number";

/** The first finding as a refusal; `params.field` names the field of the input. */
export function refuseFindings(findings: readonly FieldFinding[]): void {
  const [first] = findings;
  if (!first) return;
  throw new DomainError("invalid", first.code, { ...first.params, field: first.field });
}

const IDENTIFIER_TAKEN: Record<string, string> = {
  parties_birth_number_key: "parties.birth_number_taken",
  parties_registration_no_key: "parties.registration_no_taken",
};

/** Which refusal a broken unique index means; null for any other fault. */
export const takenIdentifier = (error: unknown): string | null =>
  IDENTIFIER_TAKEN[takenKeyOf(error) ?? ""] ?? null;

/**
 * Runs a write; where the database refused a second party of one birth number or IČO, the refusal
 * names who has it, or only the initials when the actor may not see them.
 */
export async function namingTheOwner<T>(
  ctx: Context,
  owner: { record: PartyRecord; exceptId: number | null },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const code = takenIdentifier(error);
    if (code === null) throw error;
    const question = questionOf(ctx, owner.record, owner.exceptId);
    // Whatever transaction the write stood in is lost, also where it is a caller's.
    const { tx: _lost, ...free } = ctx;
    await noteAnswer(free, question);
    throw new DomainError("conflict", code, await ownerOf(free, question));
  }
}

/** The refusal answers whose number it is, as a search does: counted and written down by itself. */
async function noteAnswer(ctx: Context, { birthNumberHash }: DuplicateQuestion): Promise<void> {
  if (!birthNumberHash) return;
  // The write's own transaction is taken back; what was asked must stay.
  await inTransaction(ctx, (_, tx) => noteSearch(ctx, tx, birthNumberHash));
}

async function ownerOf(ctx: Context, question: DuplicateQuestion) {
  const hits = await reading(ctx, (tx) => duplicatesOf(ctx, tx, question));
  const [hit] = hits.filter((candidate) => candidate.isCertain);
  return { name: hit?.name ?? "", ...(hit?.partyId ? { partyId: hit.partyId } : {}) };
}
