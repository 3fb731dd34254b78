import type { Tx } from "@/db/client";
import {
  COLLEGIAL_ACTIONS,
  type CollegialKind,
  type CollegialOutcome,
  type CollegialSequence,
} from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";
import { definitionOf, requireCase } from "../cases";
import { authorize, type Context, may, reading } from "../context";
import { stateOf } from "../workflow";
import { type CollegialCaseInput, collegialCaseInput } from "./inputs";
import { type Able, ableSql, isItsTurn, isNow } from "./people";
import { placesFor } from "./place";
import { mayWithdraw } from "./withdraw-action";

export interface CollegialItem {
  id: number;
  callId: number;
  kind: CollegialKind;
  /** In which state it is to be done; null: in any. */
  state: string | null;
  position: number;
  sequence: CollegialSequence;
  quorum: number | null;
  dueOn: Day | null;
  note: string;
  assignedName: string;
  assignedAt: Date;
  /** Who asked for it. */
  askerId: number | null;
  assigneeId: number | null;
  assigneeName: string | null;
  assigneeRole: string | null;
  outcome: CollegialOutcome | null;
  withdrawnAt: Date | null;
  withdrawnName: string | null;
  withdrawnReason: string | null;
  isItsTurn: boolean;
  /** The case is where it can be done. */
  isNow: boolean;
  /** Who may do it today; of a finished one nobody. */
  able: Able[];
}

export interface CollegialDecision {
  id: number;
  actionId: number;
  kind: CollegialKind;
  outcome: CollegialOutcome;
  comment: string;
  decidedName: string;
  /** In whose right; another name where a deputy decided. */
  voterName: string;
  decidedAt: Date;
  /** It is that of the present round, and stands. */
  isStanding: boolean;
  /** A later version of what was signed has made it void. */
  voidedAt: Date | null;
}

export type OwnAction = CollegialItem & {
  /** The actor can do it now: for themselves (null) or for whom they stand in. */
  mine: { forId: number | null; forName: string | null } | null;
  /** The actor may take it back while nobody has decided. */
  mayWithdraw: boolean;
};

export interface CaseActions {
  items: OwnAction[];
  /** Every decision there was, the last first. */
  decisions: CollegialDecision[];
  /** What can be asked for now, and in which states; null: in any. */
  kinds: { kind: CollegialKind; states: string[] | null }[];
}

/** What colleagues were asked for on a case, what came of it, and what else can be asked for. */
export async function caseActions(ctx: Context, raw: CollegialCaseInput): Promise<CaseActions> {
  authorize(ctx, "cases:read");
  const { caseId } = collegialCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [seen, items, decisions] = await Promise.all([
      requireCase(tx, caseId),
      itemsSql(tx, caseId, ctx.today),
      decisionsSql(tx, caseId),
    ]);
    const definition = await definitionOf(tx, seen);
    const isClosed = stateOf(definition, seen.state)?.final === true;
    const kinds = COLLEGIAL_ACTIONS.map((kind) => {
      return { kind, states: placesFor(definition, seen.state, kind) };
    });
    return {
      items: items.map((item) => ({
        ...{ ...item, able: item.able ?? [] },
        ...{ mine: mineOf(ctx, item), mayWithdraw: mayWithdraw(ctx, item) },
      })),
      decisions: [...decisions],
      kinds: isClosed ? [] : kinds.filter(({ states }) => states === null || states.length > 0),
    };
  });
}

function mineOf(ctx: Context, item: CollegialItem): OwnAction["mine"] {
  const { actor } = ctx;
  if (actor.kind !== "operator" || !may(actor, "collegial:decide")) return null;
  if (item.outcome || item.withdrawnAt || !item.isNow || !item.isItsTurn) return null;
  const found = item.able?.find(({ operatorId }) => operatorId === actor.operatorId);
  return found ? { forId: found.forId, forName: found.forName } : null;
}

const itemsSql = ({ sql }: Tx, caseId: number, day: Day) => sql<CollegialItem[]>`
  select a.id, a.call_id as "callId", a.kind, a.state, a.position, l.sequence, l.quorum,
         l.due_on as "dueOn", l.note, l.assigned_name as "assignedName",
         l.assigned_by as "askerId",
         l.assigned_at as "assignedAt", a.assignee_id as "assigneeId",
         h.name as "assigneeName", a.assignee_role as "assigneeRole", a.outcome,
         a.withdrawn_at as "withdrawnAt", a.withdrawn_name as "withdrawnName",
         a.withdrawn_reason as "withdrawnReason", ${isItsTurn(sql)} as "isItsTurn",
         ${isNow(sql)} as "isNow",
         case when a.outcome is null and a.withdrawn_at is null
              then ${ableSql(sql, day)} end as able
    from collegial_actions a join collegial_calls l on l.id = a.call_id
    join cases k on k.id = a.case_id
    left join operators h on h.id = a.assignee_id
   where a.case_id = ${caseId} order by a.call_id, a.position`;

const decisionsSql = ({ sql }: Tx, caseId: number) => sql<CollegialDecision[]>`
  select d.id, d.action_id as "actionId", d.kind, d.outcome, d.comment,
         d.decided_name as "decidedName", d.voter_name as "voterName",
         d.decided_at as "decidedAt", d.round = a.round as "isStanding",
         v.voided_at as "voidedAt"
    from collegial_decisions d join collegial_actions a on a.id = d.action_id
    left join collegial_voids v on v.decision_id = d.id
   where d.case_id = ${caseId} order by d.decided_at desc, d.id desc limit 1000`;
