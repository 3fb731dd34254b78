import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { definitionOf } from "./definition";
import { removeCasePartyInput } from "./inputs";
import { loadCase } from "./load";
import { refreshCaseSearch } from "./refresh";

/** Takes a party off a case; the last one of a required role stays. */
export async function removeCaseParty(
  ctx: Context,
  raw: z.input<typeof removeCasePartyInput>,
): Promise<{ caseId: number }> {
  authorize(ctx, "cases:edit");
  const input = removeCasePartyInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadCase(tx, input.caseId);
    const present = await tx.sql<{ id: number; partyId: number; role: string }[]>`
      select id, party_id as "partyId", role from case_parties where case_id = ${row.id}`;
    const gone = present.find((each) => each.id === input.casePartyId);
    if (!gone) throw new DomainError("not_found", "cases.party_not_found");
    const role = (await definitionOf(tx, row)).roles.find((r) => r.code === gone.role);
    const isLast = present.filter((each) => each.role === gone.role).length === 1;
    if (role?.required && isLast) {
      throw new DomainError("precondition", "cases.role_required", { role: gone.role });
    }
    await tx.sql`delete from case_parties where id = ${gone.id}`;
    await refreshCaseSearch(tx, [row.id]);
    const audit = {
      action: "cases.remove-party",
      entity: "case",
      entityId: row.id,
      caseId: row.id,
    };
    await writeAudit(inner, { ...audit, before: { partyId: gone.partyId, role: gone.role } });
    return { caseId: row.id };
  });
}
