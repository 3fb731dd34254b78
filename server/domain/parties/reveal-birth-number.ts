import { DomainError } from "@/server/kernel/errors";
import { formatBirthNumber } from "@/server/kernel/identifiers";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type RevealBirthNumberInput, revealBirthNumberInput } from "./inputs";
import { loadParty } from "./load";

/**
 * The birth number in clear, "800101/9114"; written down each time it is asked for (zákon 133/2000
 * § 13c). `parties.no_birth_number` when none is stored.
 */
export async function revealBirthNumber(
  ctx: Context,
  raw: RevealBirthNumberInput,
): Promise<{ birthNumber: string }> {
  authorize(ctx, "parties:reveal-birth-number");
  const { partyId, reason } = revealBirthNumberInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const party = await loadParty(inner, tx, partyId);
    if (!party.birthNumberCipher) throw new DomainError("precondition", "parties.no_birth_number");
    await writeAudit(inner, {
      action: "parties.reveal-birth-number",
      entity: "party",
      entityId: partyId,
      reason: reason || null,
    });
    return { birthNumber: formatBirthNumber(inner.keys.open(party.birthNumberCipher)) };
  });
}
