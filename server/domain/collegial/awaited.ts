import type { Tx } from "@/db/client";
import type { CollegialKind, CollegialOutcome } from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";
import { definitionOf, requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { type CollegialRule, factsUnder, holdsBack, statesFrom } from "../workflow";
import { type CollegialCaseInput, collegialCaseInput } from "./inputs";
import { type Able, ableSql, isItsTurn, isNow } from "./people";

/** One action that a way out of the state still waits for, or that ended badly. */
export interface AwaitedAction {
  actionId: number;
  assigneeName: string | null;
  assigneeRole: string | null;
  /** null: it has not been done. */
  outcome: CollegialOutcome | null;
  comment: string | null;
  decidedName: string | null;
  dueOn: Day | null;
  /** Others act before. */
  isItsTurn: boolean;
  /** The case is where it can be done; else it has to go back first. */
  isNow: boolean;
  /** Who may do it today: those asked, then their deputies. Empty: nobody is here to. */
  able: Able[];
}

/** Why a way is held back: what is missing of one kind, and who is awaited. */
export interface Awaited {
  /** Codes of the transitions that wait for it. */
  transitions: string[];
  kind: CollegialKind;
  state: string;
  /** So many more have to be assigned. */
  missing: number;
  actions: AwaitedAction[];
}

type Row = AwaitedAction & { action: CollegialKind; state: string | null; isExcused: boolean };

/**
 * What stands between a case and each way out of its state, of collegial actions: those not yet
 * assigned, not yet done and refused, with everybody who may do them today, deputies included.
 */
export async function awaitedActions(ctx: Context, raw: CollegialCaseInput): Promise<Awaited[]> {
  authorize(ctx, "cases:read");
  const { caseId } = collegialCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [seen, rows] = await Promise.all([
      requireCase(tx, caseId),
      rowsSql(tx, caseId, ctx.today),
    ]);
    const definition = await definitionOf(tx, seen);
    const ways = definition.transitions.filter((each) =>
      statesFrom(definition, each).includes(seen.state),
    );
    return definition.collegial
      .map((rule) => {
        const held = ways.filter(({ code }) => holdsBack(rule, code, seen.state));
        return { rule, codes: held.map(({ code }) => code) };
      })
      .filter(({ codes }) => codes.length > 0)
      .map(({ rule, codes }) => awaitedUnder(rule, { codes, rows: factsUnder(rule, rows) }))
      .filter(({ missing, actions }) => missing > 0 || actions.length > 0);
  });
}

function awaitedUnder(rule: CollegialRule, at: { codes: string[]; rows: Row[] }): Awaited {
  const isOpen = ({ outcome, isExcused }: Row) =>
    outcome === null ? !isExcused : outcome === "negative" && rule.result === "allPositive";
  return {
    transitions: at.codes,
    kind: rule.action,
    state: rule.state,
    missing: Math.max(0, rule.min - at.rows.length),
    actions: at.rows.filter(isOpen).map(({ action: _, state: __, isExcused: ___, ...row }) => ({
      ...row,
      able: row.able ?? [],
    })),
  };
}

const rowsSql = ({ sql }: Tx, caseId: number, day: Day) => sql<Row[]>`
  select a.id as "actionId", a.kind as action, a.state, h.name as "assigneeName",
         a.assignee_role as "assigneeRole", a.outcome, d.comment,
         d.decided_name as "decidedName", l.due_on as "dueOn", ${isItsTurn(sql)} as "isItsTurn",
         ${isNow(sql)} as "isNow",
         case when a.outcome is null then ${ableSql(sql, day)} end as able,
         a.outcome is null and coalesce(l.quorum <= (
           select count(*) from collegial_actions q
            where q.call_id = l.id and q.withdrawn_at is null and q.outcome is not null),
           false) as "isExcused"
    from collegial_actions a join collegial_calls l on l.id = a.call_id
    join cases k on k.id = a.case_id
    left join operators h on h.id = a.assignee_id
    left join collegial_decisions d on d.action_id = a.id and d.round = a.round
   where a.case_id = ${caseId} and a.withdrawn_at is null order by a.call_id, a.position`;
