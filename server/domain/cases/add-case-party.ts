import type { z } from "zod";
import { caseParties } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { requireSolvent, requireVisibleParties } from "../parties";
import { findRole } from "../workflow";
import { definitionOf } from "./definition";
import { addCasePartyInput } from "./inputs";
import { loadCase } from "./load";
import { ANSWERABLE_ROLES } from "./owing-roles";
import { refreshCaseSearch } from "./refresh";

/** Puts a party on a case in a role of the case's process. */
export async function addCaseParty(
  ctx: Context,
  raw: z.input<typeof addCasePartyInput>,
): Promise<{ casePartyId: number }> {
  authorize(ctx, "cases:edit");
  const input = addCasePartyInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const row = await loadCase(tx, input.caseId);
    const role = findRole(await definitionOf(tx, row), input.role);
    if (!role) throw new DomainError("invalid", "cases.unknown_role", { role: input.role });
    await requireVisibleParties(ctx, tx, [input.partyId]);
    if (ANSWERABLE_ROLES.includes(role.code)) {
      const isConfirmed = input.isInsolvencyConfirmed;
      await requireSolvent(ctx, tx, { partyIds: [input.partyId], isConfirmed });
    }
    const present = await tx.sql<{ partyId: number }[]>`
      select party_id as "partyId" from case_parties
       where case_id = ${row.id} and role = ${role.code}`;
    if (present.some((each) => each.partyId === input.partyId)) {
      throw new DomainError("conflict", "cases.party_already_there");
    }
    if (!role.many && present.length > 0) {
      throw new DomainError("invalid", "cases.role_once", { role: role.code });
    }
    const [added] = await tx
      .insert(caseParties)
      .values({
        caseId: row.id,
        partyId: input.partyId,
        role: role.code,
        position: present.length,
      })
      .returning({ id: caseParties.id });
    if (!added) throw new Error("no row");
    await refreshCaseSearch(tx, [row.id]);
    const audit = { action: "cases.add-party", entity: "case", entityId: row.id, caseId: row.id };
    await writeAudit(inner, { ...audit, after: { partyId: input.partyId, role: role.code } });
    return { casePartyId: added.id };
  });
}
