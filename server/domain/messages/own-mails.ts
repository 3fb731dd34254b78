import type { Fragment, Tx } from "@/db/client";
import type { MailKind } from "@/db/values/mails";
import type { Context } from "../context";
import { seesAll, visibleParty } from "../parties";

/** They say a number of a request, and of nothing else. */
const OF_REQUEST: readonly MailKind[] = ["request_answered", "data_erased"];
/** They open an account; whose, the address says. */
const OF_ACCOUNT: readonly MailKind[] = [
  "client_invitation",
  "client_sign_in",
  "client_registration",
];

/**
 * Condition on `caught_messages g`: a mail of our own, of no message, that the actor may look at.
 * Who sees all groups looks at all, everybody at what was written to them. In a demo, where people
 * try both sides of the door, they also look at what went about a case that they see and to clients
 * that they see; an install that works shows nobody another's way in.
 */
export function ownMailShown(ctx: Context, tx: Tx): Fragment {
  const { sql } = tx;
  const { actor } = ctx;
  if (seesAll(actor)) return sql`true`;
  const operatorId = actor.kind === "operator" ? actor.operatorId : null;
  const toMe = sql`g.to_address = (select email from operators where id = ${operatorId}::bigint)`;
  if (!ctx.outside?.isCatching) return toMe;
  return sql`(${toMe} or g.key in (
    select 'mail:' || w.message_id from mails w
     where w.data ? 'caseId' and exists (
             select from cases k where k.id = (w.data->>'caseId')::bigint)
        or w.kind = any(${OF_REQUEST}) and exists (
             select from cases k where k.ref_no = w.data->>'refNo' and k.category = 'request')
        or w.kind = any(${OF_ACCOUNT}) and ${isOfSeenClient(tx, ctx)}))`;
}

/** An address on no card any more is nobody's to look at; one that asks for its account is nobody's yet. */
const isOfSeenClient = (tx: Tx, { actor }: Context): Fragment => tx.sql`
  coalesce((select bool_or(${visibleParty(tx, actor)})
              from (select u.email as address, u.party_id from portal_users u
                    union all
                    select i.address, i.party_id from portal_invitations i) a
              join parties p on p.id = living_party(a.party_id)
             where lower(a.address) = lower(w.to_address)),
           w.kind = 'client_registration')`;
