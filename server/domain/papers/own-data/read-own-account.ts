import type { Tx } from "@/db/client";
import type {
  ChangeState,
  ClientField,
  DataRight,
  DisputeOutcome,
  DisputeReason,
  JoinState,
  RightOutcome,
} from "@/db/values/portal";
import type { Day } from "@/server/kernel/days";
import { inService, inTransaction, type PortalContext, reading } from "../../context";

/** What a client has said, asked and done at the door. */
export interface OwnAccount {
  bankAccounts: { number: string }[];
  changes: { at: string; field: ClientField; value: unknown; state: ChangeState }[];
  /** Asking to join, and what became of it; `isMember`: they belong to it now. */
  organisations: { at: string | null; name: string; state: JoinState | null; isMember: boolean }[];
  disputes: { at: string; refNo: string; reason: DisputeReason; outcome: DisputeOutcome | null }[];
  dataRights: { at: string; kind: DataRight; dueOn: Day; outcome: RightOutcome | null }[];
  signIns: { at: string; ip: string | null; userAgent: string | null; by: string | null }[];
}

/** Of each kind at most `limit` rows, the newest first. */
export async function readOwnAccount(ctx: PortalContext, limit: number): Promise<OwnAccount> {
  const said = await reading(ctx, (tx) => readSaid(ctx, tx, limit));
  // Clients may not read these tables themselves; it is their own account's rows and nothing else.
  const kept = await inTransaction(inService(ctx, "portal"), (_, tx) => readKept(ctx, tx, limit));
  return { ...said, ...kept };
}

async function readSaid({ actor }: PortalContext, { sql }: Tx, limit: number) {
  const own = sql`array[${actor.partyId}::bigint, living_party(${actor.partyId})]`;
  const [bankAccounts, changes, disputes, dataRights] = await Promise.all([
    sql<OwnAccount["bankAccounts"]>`
      select b.number from party_bank_accounts b where b.party_id = any(${own})`,
    sql<OwnAccount["changes"]>`
      select to_json(c.given_at) #>> '{}' as at, c.field, c.after as value, c.state
        from client_changes c where c.party_id = any(${own}) order by c.id desc limit ${limit}`,
    sql<OwnAccount["disputes"]>`
      select to_json(d.opened_at) #>> '{}' as at, k.ref_no as "refNo", d.reason, d.outcome
        from disputes d join cases k on k.id = d.case_id
        join case_parties p on p.case_id = d.request_id and p.party_id = any(${own})
       order by d.id desc limit ${limit}`,
    sql<OwnAccount["dataRights"]>`
      select to_json(r.asked_at) #>> '{}' as at, r.kind, r.due_on as "dueOn", r.outcome
        from data_rights r where r.party_id = any(${own}) order by r.id desc limit ${limit}`,
  ]);
  return {
    ...{ bankAccounts: [...bankAccounts], changes: [...changes] },
    ...{ disputes: [...disputes], dataRights: [...dataRights] },
  };
}

async function readKept({ actor }: PortalContext, { sql }: Tx, limit: number) {
  const { portalUserId } = actor;
  const [organisations, signIns] = await Promise.all([
    sql<OwnAccount["organisations"]>`
      select to_json(j.asked_at) #>> '{}' as at, p.full_name as name, j.state,
             coalesce(u.organisation_id = j.organisation_id, false) as "isMember"
        from organisation_joins j join parties p on p.id = j.organisation_id
        join portal_users u on u.id = j.portal_user_id
       where j.portal_user_id = ${portalUserId}
      union all
      select null, p.full_name, null, true
        from portal_users u join parties p on p.id = u.organisation_id
       where u.id = ${portalUserId}
         and not exists (select from organisation_joins j where j.portal_user_id = u.id
                           and j.organisation_id = u.organisation_id)
       order by at desc nulls first limit ${limit}`,
    sql<OwnAccount["signIns"]>`
      select to_json(s.created_at) #>> '{}' as at, s.ip, s.user_agent as "userAgent",
             s.by_name as by
        from portal_sessions s where s.portal_user_id = ${portalUserId}
       order by s.id desc limit ${limit}`,
  ]);
  return { organisations: [...organisations], signIns: [...signIns] };
}
