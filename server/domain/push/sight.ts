import type { Database, TxSettings } from "@/db/client";
import type { Role } from "@/db/values/access";
import { sightOf } from "../sight";

/** What changed in a tenant, and which of the clients who listen are asked about. */
interface Asked {
  tenantId: number;
  accounts: readonly number[];
}

const asClient = (tenantId: number, portalUserId: number): TxSettings => ({
  ...{ tenantId, actorKind: "portalUser", actorId: null, accessGroupIds: [] },
  portalUserId,
});

/** Whose records each of these clients may see. */
export async function partiesOfClients(
  db: Database,
  { tenantId, accounts }: Asked,
): Promise<Map<number, number[]>> {
  const [first] = accounts;
  if (first === undefined) return new Map();
  return db.read(asClient(tenantId, first), async ({ sql }) => {
    const rows = await sql<{ account: number; partyIds: number[] }[]>`
      select portal_user_id as account, party_ids as "partyIds"
        from stream_parties(${[...accounts]}::bigint[])`;
    return new Map(rows.map(({ account, partyIds }) => [account, partyIds]));
  });
}

/**
 * Everybody whom the cases may concern: who stands on them, and whose they are. Wider than what any
 * client is shown, so that the walls are asked for few clients and not for all who listen.
 */
export async function partiesOfCases(
  db: Database,
  { tenantId, caseIds }: { tenantId: number; caseIds: readonly number[] },
): Promise<Set<number>> {
  const settings = { tenantId, actorKind: "system", actorId: null, accessGroupIds: "all" } as const;
  return db.read(settings, async ({ sql }) => {
    const ids = [...caseIds];
    const rows = await sql<{ id: number }[]>`
      select party_id as id from case_parties where case_id = any(${ids}::bigint[])
      union
      select g.creditor_party_id from cases k join case_groups g on g.id = k.group_id
       where k.id = any(${ids}::bigint[]) and g.creditor_party_id is not null`;
    return new Set(rows.map(({ id }) => id));
  });
}

/** Which of these clients sees which of the requests, as the walls of their own pages say. */
export async function requestsClientsSee(
  db: Database,
  { tenantId, accounts, caseIds }: Asked & { caseIds: readonly number[] },
): Promise<{ account: number; refNo: string }[]> {
  const [first] = accounts;
  if (first === undefined) return [];
  return db.read(asClient(tenantId, first), async ({ sql }) => [
    ...(await sql<{ account: number; refNo: string }[]>`
      select portal_user_id as account, ref_no as "refNo"
        from stream_sight(${[...accounts]}::bigint[], ${[...caseIds]}::bigint[])`),
  ]);
}

/** Operators who stand behind one wall: of these access groups and of this role. */
export interface Wall {
  tenantId: number;
  groups: readonly number[] | "all";
  role: Role;
  operatorId: number;
}

const asOperator = ({ tenantId, groups, role, operatorId }: Wall): TxSettings => ({
  ...{ tenantId, actorKind: "operator", actorId: operatorId, accessGroupIds: groups },
  sight: sightOf(role),
});

/** Which of the cases an operator of these access groups, and of this role, sees. */
export async function casesOperatorsSee(
  db: Database,
  { caseIds, ...wall }: Wall & { caseIds: readonly number[] },
): Promise<number[]> {
  return db.read(asOperator(wall), async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`
      select id from cases where id = any(${[...caseIds]}::bigint[])`;
    return rows.map(({ id }) => id);
  });
}

/** Which of these cases of boards an operator behind that wall sees, by category. */
export async function boardCasesSeen(
  db: Database,
  { caseIds, ...wall }: Wall & { caseIds: readonly number[] },
): Promise<Map<string, number[]>> {
  return db.read(asOperator(wall), async ({ sql }) => {
    const rows = await sql<{ category: string; ids: number[] }[]>`
      select category, array_agg(id) as ids from cases where id = any(${[...caseIds]}::bigint[])
       group by category`;
    return new Map(rows.map(({ category, ids }) => [category, ids]));
  });
}
