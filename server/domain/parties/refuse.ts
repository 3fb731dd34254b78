import { DomainError } from "@/server/kernel/errors";
import { type Context, reading } from "../context";
import { type DuplicateQuestion, duplicatesOf, questionOf } from "./duplicates";
import type { FieldFinding, PartyRecord } from "./party";

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
export function takenIdentifier(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, constraint_name: index } = error as { code?: string; constraint_name?: string };
  return code === "23505" ? (IDENTIFIER_TAKEN[index ?? ""] ?? null) : null;
}

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
    throw new DomainError("conflict", code, await ownerOf(ctx, question));
  }
}

async function ownerOf(ctx: Context, question: DuplicateQuestion) {
  const hits = await reading(ctx, (tx) => duplicatesOf(ctx, tx, question));
  const [hit] = hits.filter((candidate) => candidate.isCertain);
  return { name: hit?.name ?? "", ...(hit?.partyId ? { partyId: hit.partyId } : {}) };
}
