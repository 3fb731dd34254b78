import { z } from "zod";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";

export const clientsOfCaseInput = z.object({ caseId: z.number().int().positive() });

export interface CaseClient {
  partyId: number;
  name: string;
}

/** The people of a case who see it at the clients' door, should they have an account there. */
export async function clientsOfCase(
  ctx: Context,
  raw: z.input<typeof clientsOfCaseInput>,
): Promise<CaseClient[]> {
  authorize(ctx, "cases:read");
  const { caseId } = clientsOfCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    return [
      ...(await tx.sql<CaseClient[]>`
        select p.id as "partyId", p.full_name as name
          from (select cp.party_id as id from case_parties cp where cp.case_id = ${caseId}
                union
                select g.creditor_party_id from cases k join case_groups g on g.id = k.group_id
                 where k.id = ${caseId}) known
          join parties p on p.id = known.id
         where ${caseId} = any(portal_cases_of(array[p.id]))
         order by p.full_name, p.id`),
    ];
  });
}
