import type { FieldValues } from "@/db/schema/cases";
import type { RequestKind } from "@/db/values/portal";
import type { RequestPriority } from "@/db/values/requests";
import { requireCase, roleOf } from "../cases";
import { authorize, type OperatorContext, reading } from "../context";
import { readProcesses, visibleFields } from "../workflow";
import { requestIdInput } from "./desk-inputs";

/** A request that is about a case. */
export interface CaseRequest {
  caseId: number;
  refNo: string;
  subject: string;
  kind: RequestKind | null;
  state: string;
  processVersion: number;
  /** What the actor's role may see of them. */
  fields: FieldValues;
  priority: RequestPriority;
  clientName: string;
  ownerName: string | null;
  openedAt: Date;
  /** null: it is open. */
  resolvedAt: Date | null;
}

export interface CaseRequests {
  items: CaseRequest[];
  openCount: number;
  /** Of those that are left out too. */
  count: number;
}

const SHOWN_MAX = 20;

/**
 * The requests that are about a case and that the actor may see: the open ones first, then the
 * latest. A merged one stands for the one it went into. Found among those that are open and those
 * of whoever stands on the case or disputed a claim of it, which indexes know; one that a stranger
 * to the case asked is told while it is open. Throws not_found `cases.not_found`.
 */
export async function requestsOfCase(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<CaseRequests> {
  authorize(ctx, "cases:read");
  const { caseId } = requestIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { refNo } = await requireCase(tx, caseId);
    const asked = tx.sql<(CaseRequest & { openCount: number; count: number })[]>`
      with likely as (
        select d.case_id as id from desk_requests d
         where d.resolved_at is null and d.merged_into_id is null
        union
        select r.case_id from case_parties p
          join case_parties r on r.party_id = p.party_id and r.role = 'client'
         where p.case_id = ${caseId}
        union
        select request_id from disputes where case_id = ${caseId}),
      living as (
        select distinct coalesce(d.merged_into_id, q.id) as id
          from likely l join cases q on q.id = l.id join desk_requests d on d.case_id = q.id
         where q.category = 'request' and q.voided_at is null
           and q.fields->>'aboutRefNo' = ${refNo})
      select c.id as "caseId", c.ref_no as "refNo", coalesce(c.fields->>'subject', '') as subject,
             c.fields->>'requestKind' as kind, c.state, c.process_version as "processVersion",
             c.fields, d.priority, coalesce(p.full_name, '') as "clientName",
             o.name as "ownerName", d.opened_at as "openedAt", d.resolved_at as "resolvedAt",
             count(*) over ()::int as count,
             (count(*) filter (where d.resolved_at is null) over ())::int as "openCount"
        from living l join cases c on c.id = l.id join desk_requests d on d.case_id = c.id
        left join operators o on o.id = c.owner_id
        left join lateral (select q.full_name from case_parties x join parties q on q.id = x.party_id
                            where x.case_id = c.id and x.role = 'client'
                            order by x.position limit 1) p on true
       where c.voided_at is null
       order by d.resolved_at is not null, coalesce(d.resolved_at, d.opened_at) desc, c.id desc
       limit ${SHOWN_MAX}`;
    const [rows, processes] = await Promise.all([asked, readProcesses(tx)]);
    const [first] = rows;
    const role = roleOf(ctx);
    return {
      items: rows.map(({ openCount: _, count: __, ...item }) => {
        const fields = visibleFields(processes, { ...item, category: "request" }, role);
        return { ...item, fields };
      }),
      openCount: first?.openCount ?? 0,
      count: first?.count ?? 0,
    };
  });
}
