import type { Tx } from "@/db/client";
import { bearInterest, reallocateCases } from "../../claims";
import { authorKindOf, authorOf, type Context } from "../../context";
import { undonePayments } from "../resolve/ledger";
import type { ImportScope } from "../scope";
import { tellClaims } from "./case-lines";
import { knowSizes } from "./know-sizes";

/**
 * Writes new claims with their components. Balances and search words of cases are added up in one
 * pass; only cases on which money lies are allocated anew.
 */
export async function publishClaims(ctx: Context, tx: Tx, scope: ImportScope): Promise<number> {
  const { sql } = tx;
  await lockCases(tx, "t_claim");
  await sql`
    create temp table t_new on commit drop as
    select k.row_no, k.case_id, k.source_key, nextval('claims_id_seq') as claim_id
      from (select row_no, case_id, source_key from t_claim
             where known_id is null and case_id is not null order by row_no) k`;
  await sql`analyze t_new`;
  const count = await insertClaims(ctx, tx, scope);
  await knowSizes(tx, ["claims"]);
  await insertComponents(ctx, tx);
  const borne = await bearByDefault(ctx, tx);
  await addUp(tx);
  await tellClaims(ctx, tx, scope);
  await insertOpeningPayments(ctx, tx, scope);
  const paid = await sql<{ id: number }[]>`
    select distinct n.case_id as id from t_new n join payments p on p.case_id = n.case_id`;
  await reallocateCases(ctx, tx, { caseIds: [...paid.map(({ id }) => id), ...borne] });
  return count;
}

/** Late interest as the groups or the company want it of new claims; answers the cases it began on. */
async function bearByDefault(ctx: Context, tx: Tx): Promise<number[]> {
  const [known] = await tx.sql`select 1 from interest_rules where rule not in ('none', 'inherit')`;
  if (!known) return [];
  const rows = await tx.sql<{ id: number }[]>`select claim_id as id from t_new order by claim_id`;
  const claimIds = rows.map(({ id }) => id);
  const { started } = await bearInterest(ctx, tx, { claimIds, rule: "default" });
  return started.map(({ caseId }) => caseId);
}

/** In the order of ids, as everybody locks them: two who wait for each other would wait for ever. */
export async function lockCases({ sql }: Tx, table: "t_claim" | "t_payment"): Promise<void> {
  await sql`
    with locked as (
      select id from cases where id in (select case_id from ${sql(table)} where known_id is null)
       order by id for no key update)
    select count(*) from locked`;
}

async function insertClaims(ctx: Context, { sql }: Tx, { importId }: ImportScope): Promise<number> {
  const author = authorOf(ctx.actor);
  const inserted = await sql`
    insert into claims (id, case_id, variable_symbol, title, currency, due_on, arisen_on, principal_minor,
           charged_minor, balance_minor, import_id, source_key, created_by, created_at)
    overriding system value
    select n.claim_id, n.case_id, t.variable_symbol, t.title, t.currency, t.due_on, t.arisen_on,
           t.principal_minor, o.owed, o.owed, ${importId}, n.source_key, ${author.id}, ${ctx.now}
      from t_new n join t_claims t on t.row_no = n.row_no
     cross join lateral (select t.principal_minor + t.fee_minor + t.costs_minor as owed) o
     order by n.claim_id`;
  await sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'claims.create', 'claim', n.claim_id,
           n.case_id, jsonb_build_object('caseId', n.case_id, 'variableSymbol', t.variable_symbol,
             'dueOn', t.due_on, 'principalMinor', t.principal_minor, 'currency', t.currency,
             'importId', ${importId}::bigint, 'row', t.row_no)
      from t_new n join t_claims t on t.row_no = n.row_no order by n.claim_id`;
  return inserted.count;
}

async function insertComponents(ctx: Context, { sql }: Tx): Promise<void> {
  await sql`
    create temp table t_part on commit drop as
    select nextval('claim_components_id_seq') as id, claim_id, kind, amount, value_on from (
      select n.claim_id, c.kind, c.amount, t.value_on
        from t_new n join t_claims t on t.row_no = n.row_no
       cross join lateral (values ('principal', t.principal_minor, 1), ('fee', t.fee_minor, 2),
               ('costs', t.costs_minor, 3)) as c (kind, amount, place)
       where c.amount > 0 order by n.claim_id, c.place) parts`;
  await sql`
    insert into claim_components (id, claim_id, kind, created_at) overriding system value
    select id, claim_id, kind, ${ctx.now} from t_part order by id`;
  await knowSizes({ sql }, ["claim_components"]);
  await sql`
    insert into component_entries (component_id, amount_minor, value_on, booked_at, booked_by)
    select id, amount, value_on, ${ctx.now}, ${authorOf(ctx.actor).id} from t_part order by id`;
}

/** What the ledger says of a case without payments is plain addition; a test holds it to the rule. */
async function addUp({ sql }: Tx): Promise<void> {
  await sql`
    update cases c
       set claim_count = c.claim_count + s.claims,
           balance_czk_minor = c.balance_czk_minor + s.czk, balance_eur_minor = c.balance_eur_minor + s.eur,
           overdue_since = least(c.overdue_since, s.first_due),
           search = tsvector_concat(c.search, array_to_tsvector(s.symbols))
      from (
        select n.case_id, count(*) as claims, min(t.due_on) as first_due,
               coalesce(sum(o.owed) filter (where t.currency = 'CZK'), 0) as czk,
               coalesce(sum(o.owed) filter (where t.currency = 'EUR'), 0) as eur,
               coalesce(array_agg(t.variable_symbol) filter (where ltrim(t.variable_symbol, '0') <> ''), '{}')
                 || coalesce(array_agg(ltrim(t.variable_symbol, '0'))
                      filter (where ltrim(t.variable_symbol, '0') <> ''), '{}') as symbols
          from t_new n join t_claims t on t.row_no = n.row_no
         cross join lateral (select t.principal_minor + t.fee_minor + t.costs_minor as owed) o
         group by n.case_id) s
     where c.id = s.case_id`;
}

/** What the creditor had received before: a payment of its own, so that the ledger stays whole. */
async function insertOpeningPayments(
  ctx: Context,
  tx: Tx,
  { importId }: ImportScope,
): Promise<void> {
  const { sql } = tx;
  const author = authorOf(ctx.actor);
  await sql`
    with opened as (
      insert into payments (case_id, claim_id, amount_minor, currency, value_on, variable_symbol, source,
             source_key, import_id, booked_by, booked_at)
      select n.case_id, n.claim_id, t.paid_minor, t.currency, t.paid_on, t.variable_symbol, 'opening',
             'import:' || b.base || '|' || 1 + coalesce(u.undone, 0), ${importId}, ${author.id}, ${ctx.now}
        from t_new n
        join t_claims t on t.row_no = n.row_no
       cross join lateral (select 'opening|' || n.source_key as base) b
        left join (${undonePayments(tx)}) u on u.base = b.base
       where t.paid_minor > 0 order by n.row_no
      returning id, case_id, claim_id, amount_minor, currency, value_on)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'claims.record-payment', 'payment', id,
           case_id, jsonb_build_object('caseId', case_id, 'claimId', claim_id, 'amountMinor', amount_minor,
             'currency', currency, 'valueOn', value_on, 'importId', ${importId}::bigint)
      from opened`;
}
