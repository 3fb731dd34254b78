import type { Tx } from "@/db/client";
import { inTransaction } from "../../context";
import type { TestTenant } from "../../testing";

// Rows of rooms that stand later in the floor plan, as a test of this room needs them.

export function inTenant<T>(tenant: TestTenant, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(tenant.system(), (_, tx) => work(tx));
}

export function addGroup(tenant: TestTenant, code: string): Promise<number> {
  return inTenant(tenant, async ({ sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into access_groups (code, name) values (${code}, ${code}) returning id`;
    return row?.id ?? 0;
  });
}

let serial = 0;

/** A case with its parties, projections refreshed as the rooms do it. */
export function addCase(
  tenant: TestTenant,
  given: {
    refNo?: string;
    accessGroupId?: number | null;
    groupId?: number | null;
    parties: { partyId: number; role: string }[];
  },
): Promise<number> {
  serial += 1;
  const { refNo = `${serial}/2026`, accessGroupId = null, groupId = null, parties } = given;
  return inTenant(tenant, async ({ sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, access_group_id,
                         group_id)
      values (${refNo}, 2026, ${serial}, 'collection', 'new', '2026-01-01', ${accessGroupId},
              ${groupId})
      returning id`;
    const caseId = row?.id ?? 0;
    for (const [position, { partyId, role }] of parties.entries()) {
      await sql`insert into case_parties (case_id, party_id, role, position)
                values (${caseId}, ${partyId}, ${role}, ${position})`;
    }
    await sql`select refresh_case_search(${[caseId]}::bigint[])`;
    return caseId;
  });
}

const ROW_SETS = [
  "parties",
  "party_addresses",
  "party_contacts",
  "cases",
  "case_parties",
  "case_groups",
  "case_events",
  "proceedings",
] as const;

/** Every row that a merge may touch, each table in a fixed order. */
export function everything(tenant: TestTenant): Promise<Record<string, unknown[]>> {
  return inTenant(tenant, async ({ sql }) => {
    const sets: Record<string, unknown[]> = {};
    for (const table of ROW_SETS) {
      const rows = await sql`
        select to_jsonb(t) as row from ${sql(table)} t order by to_jsonb(t)::text`;
      sets[table] = rows.map(({ row }) => row);
    }
    return sets;
  });
}
