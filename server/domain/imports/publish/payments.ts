import type { Tx } from "@/db/client";
import { reallocateCases } from "../../claims";
import { authorKindOf, authorOf, type Context } from "../../context";
import type { ImportScope } from "../scope";
import { tellPayments } from "./case-lines";
import { lockCases } from "./claims";
import { knowSizes } from "./know-sizes";

/** Books the payments that are not there yet and lets them find what they pay. */
export async function publishPayments(ctx: Context, tx: Tx, scope: ImportScope): Promise<number> {
  const { sql } = tx;
  const { importId } = scope;
  const author = authorOf(ctx.actor);
  await lockCases(tx, "t_payment");
  await sql`
    create temp table t_new on commit drop as
    select k.row_no, k.case_id, k.claim_id, k.source_key, nextval('payments_id_seq') as payment_id
      from (select * from t_payment where known_id is null and case_id is not null order by row_no) k`;
  await sql`analyze t_new`;
  const inserted = await sql`
    insert into payments (id, case_id, claim_id, amount_minor, currency, value_on, variable_symbol, source,
           source_key, note, import_id, booked_by, booked_at)
    overriding system value
    select n.payment_id, n.case_id, n.claim_id, t.amount_minor, t.currency, t.value_on, t.variable_symbol,
           'import', n.source_key, t.note, ${importId}, ${author.id}, ${ctx.now}
      from t_new n join t_payments t on t.row_no = n.row_no order by n.payment_id`;
  await sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'claims.record-payment', 'payment',
           n.payment_id, n.case_id, jsonb_build_object('caseId', n.case_id, 'claimId', n.claim_id,
             'amountMinor', t.amount_minor, 'currency', t.currency, 'valueOn', t.value_on,
             'importId', ${importId}::bigint, 'row', t.row_no)
      from t_new n join t_payments t on t.row_no = n.row_no order by n.payment_id`;
  await tellPayments(ctx, tx, scope);
  await knowSizes(tx, ["payments"]);
  const cases = await sql<{ id: number }[]>`select distinct case_id as id from t_new`;
  await reallocateCases(ctx, tx, { caseIds: cases.map(({ id }) => id) });
  return inserted.count;
}
