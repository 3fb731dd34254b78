import { among, type Tx } from "@/db/client";

/** Search vector and debtor of these cases, from what the tables say now. */
export async function refreshCaseSearch(tx: Tx, caseIds: readonly number[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.sql`select refresh_case_search(${caseIds as number[]}::bigint[])`;
}

/** Tag codes in force, for lists and filters. */
export async function refreshTagCodes(tx: Tx, caseIds: readonly number[]): Promise<void> {
  await tx.sql`
    update cases c set tag_codes = array(
        select t.code from case_tags ct join tags t on t.id = ct.tag_id
         where ct.case_id = c.id and ct.removed_at is null order by t.code)
     where c.id = any(${caseIds as number[]})`;
}

/** Last event and next task, as lists show them. */
export async function refreshTimeline(tx: Tx, caseIds: readonly number[]): Promise<void> {
  await tx.sql`
    update cases c set
        last_event_at = e.at, last_event_kind = e.kind, last_event_text = e.text,
        next_task_due_at = (select min(n.due_at) from case_events n where n.case_id = c.id
          and n.kind = 'task' and n.resolved_at is null and n.deleted_at is null)
      from (select id from cases where id ${among(tx.sql, caseIds)}) k
      left join lateral (select v.at, v.kind, left(v.text, 200) as text from case_events v
          where v.case_id = k.id and v.deleted_at is null and v.kind <> 'system'
          order by v.at desc, v.id desc limit 1) e on true
     where c.id = k.id`;
}
