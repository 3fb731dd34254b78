import type { Tx } from "@/db/client";
import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import { nameKey, parseFullName } from "@/server/kernel/person-name";

/** A party of ours whom a register names as a joint debtor in somebody else's proceeding. */
export interface NamedParty {
  partyId: number;
  register: InsolvencyRegister;
  screeningId: number;
  mark: string;
  fileMark: string | null;
  procedure: InsolvencyProcedure | null;
}

interface CoDebtor extends Omit<NamedParty, "partyId"> {
  id: number;
  ofPartyId: number;
  name: string;
  birthOn: Day | null;
  birthNumberHash: Buffer | null;
}

/**
 * Who among our own parties stands beside these in their proceedings: by birth number, else by whole
 * name and day of birth. A suspicion for a person: nobody asked the register for them.
 */
export async function namedParties(
  { sql }: Tx,
  partyIds: readonly number[],
): Promise<NamedParty[]> {
  if (partyIds.length === 0) return [];
  const hits = await sql<CoDebtor[]>`
    select h.id, i.party_id as "ofPartyId", i.register, h.screening_id as "screeningId", h.mark,
           h.file_mark as "fileMark", h.procedure, h.name, h.birth_on as "birthOn",
           h.birth_number_hash as "birthNumberHash"
      from party_insolvency i join screening_hits h on h.screening_id = i.screening_id
     where i.party_id = any(${[...partyIds]}::bigint[]) and i.is_active and h.is_co_debtor
       and h.mark = i.mark
     order by h.id`;
  if (hits.length === 0) return [];
  const keys = hits.map(({ name }) => keyOf(name));
  const found = await sql<{ id: number; partyId: number }[]>`
    select distinct on (n.id, p.id) n.id, p.id as "partyId"
      from unnest(${hits.map(({ id }) => id)}::bigint[], ${keys}::text[],
                  ${hits.map(({ birthOn }) => birthOn)}::text[],
                  ${hits.map((hit) => hit.birthNumberHash?.toString("hex") ?? null)}::text[],
                  ${hits.map(({ ofPartyId }) => ofPartyId)}::bigint[])
           as n (id, name_key, birth_on, hash, of_party_id)
      join parties p on p.merged_into_id is null and p.id <> n.of_party_id
       and (p.birth_number_hash = decode(n.hash, 'hex')
            or (p.name_key = n.name_key and p.birth_on = n.birth_on::date))`;
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return found.flatMap(({ id, partyId }) => {
    const hit = byId.get(id);
    if (!hit) return [];
    const { register, screeningId, mark, fileMark, procedure } = hit;
    return [{ partyId, register, screeningId, mark, fileMark, procedure }];
  });
}

/** As parties are found by name; null for what is no name of a person. */
function keyOf(name: string): string | null {
  const parsed = parseFullName(name);
  return parsed.ok ? nameKey(parsed.value) : null;
}
