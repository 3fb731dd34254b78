import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import { addOwnWords, DEBTOR_ROLES, searchedCategories } from "../../cases";
import { authorKindOf, authorOf, type Context } from "../../context";
import { type Ruled, readProcesses } from "../../workflow";
import type { ImportScope } from "../scope";
import { knowSizes } from "./know-sizes";

/** Writes new cases with their parties, search words and debtor; then what is new on known ones. */
export async function publishCases(ctx: Context, tx: Tx, scope: ImportScope): Promise<void> {
  await publishGroups(ctx, tx, scope);
  await giveIds(tx);
  await gatherPeople(tx);
  await insertCases(ctx, tx, scope);
  await writeWords(tx);
  await knowSizes(tx, ["cases"]);
  await insertLinks(tx, scope);
  await auditCases(ctx, tx, scope);
}

async function publishGroups(
  ctx: Context,
  tx: Tx,
  { importId, options }: ImportScope,
): Promise<void> {
  const { sql } = tx;
  const author = authorOf(ctx.actor);
  await sql`
    with made as (
      insert into case_groups (code, description, creditor_party_id, access_group_id, currency, import_id, created_at)
      select g.code,
             case when lower(g.code) = lower(${options.groupCode}) then ${options.groupDescription} else '' end,
             coalesce(${options.creditorPartyId}::bigint, one.party_id), ${options.accessGroupId}::bigint,
             ${options.currency}, ${importId}, ${ctx.now}
        from t_group g
        left join (
          -- The creditor that all rows of the group name.
          select lower(t.group_code) as code, min(p.party_id) as party_id
            from t_cases t
            join t_who w on w.party_no = t.creditor_no
            join t_party p on p.head = w.head
           group by 1 having count(distinct p.party_id) = 1) one on one.code = lower(g.code)
       where g.group_id is null
      returning id, code, description, creditor_party_id)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'cases.create-group', 'case_group', id,
           jsonb_build_object('code', code, 'description', description,
             'creditorPartyId', creditor_party_id, 'importId', ${importId}::bigint)
      from made`;
  await sql`
    create temp table t_home on commit drop as
    select lower(t.code) as code, g.id as group_id, g.default_fields,
           coalesce(${options.accessGroupId}::bigint, g.access_group_id) as access_group_id
      from t_group t join case_groups g on lower(g.code) = lower(t.code)`;
}

async function giveIds({ sql }: Tx): Promise<void> {
  await sql`
    create temp table t_made on commit drop as
    select head, coalesce(case_id, nextval('cases_id_seq')) as case_id, case_id is null as is_new
      from (select head, case_id from t_case order by head) k`;
  await sql`analyze t_made (head, case_id)`;
}

/** Who stands on each new case and what their search words are, so that a case is written once. */
async function gatherPeople({ sql }: Tx): Promise<void> {
  await sql`
    create temp table t_stand on commit drop as
    select m.case_id, m.is_new, l.head, l.is_alone, p.party_id, l.role, l.position,
           l.role = any (${DEBTOR_ROLES}) as owes,
           case when p.is_new and p.members = 1 then t.search else k.search end as search,
           case when p.is_new then t.full_name else k.full_name end as full_name,
           (case when p.is_new then party_sort_name(t.surname, t.given_name, t.full_name)
                 else k.sort_name end) collate "C" as sort_name
      from t_link l
      join t_made m on m.head = l.head
      join t_party p on p.head = l.party_no
      join t_parties t on t.party_no = p.head
      left join parties k on (not p.is_new or p.members > 1) and k.id = p.party_id`;
  await sql`analyze t_stand (case_id, is_alone)`;
  await sql`
    create temp table t_people_of on commit drop as
    select case_id, search, case when owes then party_id end as debtor_id,
           case when owes then full_name else '' end as debtor_name,
           case when owes then sort_name else '' end as debtor_sort_name
      from t_stand where is_new and is_alone
    union all
    select case_id, tsvector_union(search),
           (array_agg(party_id order by position) filter (where owes))[1],
           coalesce((array_agg(full_name order by position) filter (where owes))[1], ''),
           coalesce((array_agg(sort_name order by position) filter (where owes))[1], '')
      from t_stand where is_new and not is_alone group by case_id`;
  await sql`analyze t_people_of (case_id)`;
}

async function insertCases(
  ctx: Context,
  tx: Tx,
  { importId, options }: ImportScope,
): Promise<void> {
  const { sql } = tx;
  const author = authorOf(ctx.actor);
  await sql`
    insert into cases (id, ref_no, ref_year, ref_number, group_id, category,
           process_version, state, state_since, owner_id,
           access_group_id, fields, extra_fields, opened_on, debtor_party_id, debtor_name,
           debtor_sort_name, search,
           import_id, created_by, created_at, updated_at)
    overriding system value
    select m.case_id, t.ref_no, t.ref_year, t.ref_number, g.group_id, t.category,
           coalesce(v.number, 0), t.state, ${ctx.now},
           coalesce(r.owner_id, t.owner_id, ${options.ownerId}::bigint),
           coalesce(g.access_group_id, ${options.accessGroupId}::bigint),
           coalesce(g.default_fields, '{}') || coalesce(r.fields, t.fields),
           coalesce(r.extra_fields, t.extra_fields),
           coalesce(r.opened_on, t.opened_on, ${ctx.today}::date),
           p.debtor_id, coalesce(p.debtor_name, ''), coalesce(p.debtor_sort_name, ''),
           tsvector_concat(coalesce(p.search, ''),
             array_to_tsvector(array[lower(t.ref_no), lower(split_part(t.ref_no, '/', 1))])),
           ${importId}, ${author.id}, ${ctx.now}, ${ctx.now}
      from t_made m
      join t_cases t on t.row_no = m.head
      left join process_versions v on v.category = t.category and v.status = 'active'
      left join t_merged r on r.head = m.head
      left join t_home g on g.code = lower(coalesce(r.group_code, t.group_code))
      left join t_people_of p on p.case_id = m.case_id
     where m.is_new order by m.case_id`;
}

const ROWS_AT_ONCE = 5_000;

/** Words of the new cases' own fields, by which those of some categories are found. */
async function writeWords(tx: Tx): Promise<void> {
  const processes = await readProcesses(tx);
  const categories = searchedCategories(processes);
  for (let after = 0; ; ) {
    const rows = await tx.sql<(Ruled & { id: number; fields: FieldValues })[]>`
      select c.id, c.category, c.process_version as "processVersion", c.fields
        from cases c join t_made m on m.case_id = c.id and m.is_new
       where c.category = any(${categories}::text[]) and c.id > ${after}
       order by c.id limit ${ROWS_AT_ONCE}`;
    const last = rows.at(-1);
    if (!last) return;
    await addOwnWords(tx, processes, rows);
    after = last.id;
  }
}

async function insertLinks({ sql }: Tx, { importId }: ImportScope): Promise<void> {
  await sql`
    insert into case_parties (case_id, party_id, role, position, import_id)
    select case_id, party_id, role, 0, ${importId} from t_stand
     where is_new and is_alone order by case_id`;
  await sql`
    create temp table t_joined (case_id bigint, party_id bigint, role text) on commit drop`;
  await sql`
    with joined as (
      insert into case_parties (case_id, party_id, role, position, import_id)
      select s.case_id, s.party_id, s.role,
             row_number() over (partition by s.case_id order by s.position) - 1
               + case when s.is_new then 0 else ${POSITION_AFTER} end,
             ${importId}
        from t_stand s where not (s.is_new and s.is_alone) order by s.case_id, s.position
      on conflict do nothing returning case_id, party_id, role)
    insert into t_joined select j.* from joined j join t_made m on m.case_id = j.case_id where not m.is_new`;
}

/** Whoever joins a known case stands behind those who are there. */
const POSITION_AFTER = 1000;

async function auditCases(ctx: Context, { sql }: Tx, { importId }: ImportScope): Promise<void> {
  const author = authorOf(ctx.actor);
  await sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'cases.open', 'case', m.case_id, m.case_id,
           jsonb_build_object('refNo', t.ref_no, 'category', t.category, 'state', t.state,
             'fields', coalesce(r.fields, t.fields), 'importId', ${importId}::bigint, 'row', t.row_no)
      from t_made m
      join t_cases t on t.row_no = m.head
      left join t_merged r on r.head = m.head
     where m.is_new order by m.case_id`;
  await sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'cases.add-party', 'case', case_id, case_id,
           jsonb_build_object('partyId', party_id, 'role', role, 'importId', ${importId}::bigint)
      from t_joined`;
}
