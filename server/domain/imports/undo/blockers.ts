import type { Tx } from "@/db/client";

/** What keeps an import from being taken back; texts are `blockers.<reason>`. */
export const BLOCKER_REASONS = [
  "claims",
  "payments",
  "events",
  "moved",
  "edited",
  "parties",
  "tags",
  "proceedings",
  "charged",
  "paid",
  "partyEdited",
  "partyMerged",
  "partyUsed",
  "eventChanged",
] as const;
export type BlockerReason = (typeof BLOCKER_REASONS)[number];

export interface Blocker {
  reason: BlockerReason;
  /** The case it stands on; null where it is about a person. */
  refNo: string | null;
  name: string | null;
  count: number;
}

export interface Blockers {
  total: number;
  /** The first of them. */
  items: Blocker[];
  /** Whose they are, as the audit of what is read wants to know. */
  caseIds: number[];
  partyIds: number[];
}

const SHOWN_MAX = 50;

/** Everything newer that depends on what the import brought. */
export async function findBlockers({ sql }: Tx, importId: number): Promise<Blockers> {
  const items = await sql<(Blocker & { total: number })[]>`
    with mine as materialized (
      select id, ref_no, version from cases where import_id = ${importId} and voided_at is null),
    brought as materialized (
      select l.id, l.case_id, l.created_at from claims l
       where l.import_id = ${importId} and l.voided_at is null),
    standing as (
      select p.* from payments p
       where p.reverses_id is null and p.import_id is distinct from ${importId}::bigint
         and not exists (select from payments r where r.reverses_id = p.id)),
    people as materialized (
      select id, full_name, version from parties
       where import_id = ${importId} and merged_into_id is null),
    found as (
      select 'claims' as reason, m.ref_no, null as name, count(*) as count
        from mine m join claims l on l.case_id = m.id
       where l.import_id is distinct from ${importId}::bigint and l.voided_at is null group by 2
      union all
      select 'payments', m.ref_no, null, count(*) from mine m join standing p on p.case_id = m.id group by 2
      union all
      select 'events', m.ref_no, null, count(*)
        from mine m join case_events e on e.case_id = m.id
       where e.import_id is distinct from ${importId}::bigint and e.kind <> 'system'
         and e.deleted_at is null group by 2
      union all
      select 'moved', m.ref_no, null, 1 from mine m
       where exists (select from case_transitions t where t.case_id = m.id)
      union all
      select 'edited', m.ref_no, null, 1 from mine m
       where m.version > 1 and not exists (select from case_transitions t where t.case_id = m.id)
      union all
      select 'parties', m.ref_no, min(p.full_name), count(*)
        from mine m join case_parties cp on cp.case_id = m.id join parties p on p.id = cp.party_id
       where cp.import_id is distinct from ${importId}::bigint group by 2
      union all
      select 'tags', m.ref_no, min(ct.id)::text, count(*)
        from mine m join case_tags ct on ct.case_id = m.id
       where ct.import_id is distinct from ${importId}::bigint and ct.removed_at is null group by 2
      union all
      select 'proceedings', m.ref_no, min(r.court_file_mark), count(*)
        from mine m join proceedings r on r.case_id = m.id where r.deleted_at is null group by 2
      union all
      ${builtOnClaims({ sql })}
      union all
      ${changedSince({ sql }, importId)}
      union all
      select 'partyEdited', null, p.full_name, 1 from people p where p.version > 1
      union all
      select 'partyMerged', null, p.full_name, 1 from parties p
       where p.import_id = ${importId}
         and exists (select from party_merges g where g.undone_at is null
                      and (g.kept_id = p.id or g.merged_id = p.id))
      union all
      select 'partyUsed', min(c.ref_no), p.full_name, count(*)
        from people p join case_parties cp on cp.party_id = p.id join cases c on c.id = cp.case_id
       where cp.import_id is distinct from ${importId}::bigint and c.voided_at is null
         and (select kind from imports where id = ${importId}) = 'parties' group by p.id, p.full_name)
    select *, ref_no as "refNo", count(*) over () as total from found order by reason, ref_no limit ${SHOWN_MAX}`;
  const total = items[0]?.total ?? 0;
  const [whose] = await sql<{ caseIds: number[]; partyIds: number[] }[]>`
    select array(select id from cases where ref_no = any(${textsOf(items, "refNo")})) as "caseIds",
           array(select id from parties where import_id = ${importId}
                    and full_name = any(${textsOf(items, "name")})) as "partyIds"`;
  return {
    total,
    ...{ caseIds: whose?.caseIds ?? [], partyIds: whose?.partyIds ?? [] },
    items: items.map(({ reason, refNo, name, count }) => ({ reason, refNo, name, count })),
  };
}

const textsOf = (items: readonly Blocker[], key: "refNo" | "name"): string[] =>
  items.flatMap((item) => item[key] ?? []);

/** What was charged to, or paid on, the claims that the import brought. */
function builtOnClaims({ sql }: Pick<Tx, "sql">) {
  return sql`
    select 'charged', c.ref_no, null, count(*)
      from brought b join cases c on c.id = b.case_id
      join claim_components m on m.claim_id = b.id
      join component_entries e on e.component_id = m.id
     where e.booked_at <> b.created_at group by 2
    union all
    select 'charged', c.ref_no, null, count(distinct m.id)
      from brought b join cases c on c.id = b.case_id
      join claim_components m on m.claim_id = b.id
      join lateral (select from_on, to_on from interest_terms t where t.component_id = m.id
                     order by t.id desc limit 1) t on t.to_on is null or t.to_on >= t.from_on
     -- Interest that the import itself began, by default, goes with its claim; by hand has a key.
     where (m.source_key is not null or m.created_at <> b.created_at) group by 2
    union all
    select 'paid', c.ref_no, null, count(distinct p.id)
      from brought b join cases c on c.id = b.case_id
      join claim_components m on m.claim_id = b.id
      join (select a.case_id, a.component_id, a.payment_id from allocations a
             where a.case_id in (select case_id from brought) and a.component_id is not null
             group by 1, 2, 3 having sum(a.amount_minor) <> 0) a
        on a.case_id = b.case_id and a.component_id = m.id
      join standing p on p.id = a.payment_id group by 2`;
}

/** Records that the import changed and that no longer say what it wrote. */
function changedSince({ sql }: Pick<Tx, "sql">, importId: number) {
  return sql`
    select 'edited', c.ref_no, null, 1
      from import_changes h join cases c on c.id = h.entity_id
     where h.import_id = ${importId} and h.entity = 'case'
       and jsonb_build_object('fields', c.fields, 'extra_fields', c.extra_fields, 'owner_id', c.owner_id)
           <> h.after
    union all
    select 'partyEdited', null, p.full_name, 1
      from import_changes h join parties p on p.id = h.entity_id
     where h.import_id = ${importId} and h.entity = 'party'
       and jsonb_strip_nulls(jsonb_build_object('birth_number_hash', encode(p.birth_number_hash, 'hex'),
             'birth_on', p.birth_on, 'sex', p.sex, 'registration_no', p.registration_no,
             'tax_id', p.tax_id, 'legal_form', p.legal_form, 'data_box_id', p.data_box_id, 'web', p.web,
             'other_id', p.other_id, 'note', p.note, 'short_name', p.short_name, 'vat_id', p.vat_id,
             'inn', p.inn, 'kpp', p.kpp, 'ogrn', p.ogrn, 'file_mark', p.file_mark)) @> (h.after - 'search') is not true
    union all
    select 'eventChanged', c.ref_no, left(e.text, 80), 1
      from case_events e join cases c on c.id = e.case_id
     where e.import_id = ${importId} and e.deleted_at is null
       and (e.version > 1 or (e.resolved_at is not null and e.resolved_at <> e.created_at))`;
}
