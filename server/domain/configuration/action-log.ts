import type { Tx } from "@/db/client";
import type { ActionObject, ActionState } from "@/db/values/configuration";
import { DomainError } from "@/server/kernel/errors";
import { decodeCursor, encodeCursor, type Page } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import { type ActionValues, READS, readTargets } from "./action-offers";
import type { ConfigFile } from "./file-schema";
import { configInForce } from "./in-force";
import {
  type ActionLogInput,
  type ActionRunsInput,
  actionLogInput,
  actionRunsInput,
} from "./inputs";
import { nameIn } from "./panels";

export interface ActionRun {
  id: number;
  action: string;
  state: ActionState;
  status: number | null;
  reason: string | null;
  /** What the program says to people; null also where it was forgotten with time. */
  message: string | null;
  openUrl: string | null;
  actorName: string;
  askedAt: Date;
  endedAt: Date | null;
}

export const RUN = ({ sql }: Tx) => sql`
  r.id, r.action, r.state, r.status, r.reason, r.message, r.open_url as "openUrl",
  r.actor_name as "actorName", r.asked_at as "askedAt", r.ended_at as "endedAt"`;

export interface LoggedRun extends ActionRun {
  /** As the file in force names it; of an action that is gone its code. */
  name: string;
  on: ActionObject;
  objectId: number;
  caseId: number | null;
  refNo: string | null;
  /** Of an action on a party. */
  partyName: string | null;
  /** What was filled in; null: it was forgotten with time. */
  input: ActionValues | null;
}

/** The runs with what they were on, where the actor sees it, as everything after "from". */
const visibleRuns = (ctx: Context, tx: Tx) => tx.sql`
  action_runs r
  left join cases c on c.id = r.case_id and c.voided_at is null
  left join parties p on r.object_kind = 'party' and p.id = r.object_id
                     and ${visibleParty(tx, ctx.actor)}
 where case r.object_kind when 'party' then p.id is not null else c.id is not null end`;

const LOGGED = (tx: Tx) => tx.sql`
  ${RUN(tx)}, r.object_kind as "on", r.object_id as "objectId", c.id as "caseId",
  c.ref_no as "refNo", p.full_name as "partyName", r.input`;

type Row = Omit<LoggedRun, "name">;

function named(ctx: Context, config: ConfigFile, rows: readonly Row[]): LoggedRun[] {
  const { language } = ctx.actor;
  return rows.map((row) => {
    const action = config.customActions[row.action];
    return { ...row, name: action ? nameIn(action.names, language) : row.action };
  });
}

/** Whatever was pressed by whomever, newest first: on cases and parties that the actor sees. */
export async function listActionLog(
  ctx: Context,
  raw: ActionLogInput = {},
): Promise<Page<LoggedRun>> {
  authorize(ctx, "settings:config");
  const { filter, cursor, limit } = actionLogInput.parse(raw);
  const { state, action, caseId } = filter;
  const before = cursor ? Number(decodeCursor(cursor, 1)[0]) : null;
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const rows = await sql<Row[]>`
      select ${LOGGED(tx)} from ${visibleRuns(ctx, tx)}
         ${state ? sql`and r.state = ${state}` : sql``}
         ${action ? sql`and r.action = ${action}` : sql``}
         ${caseId ? sql`and r.case_id = ${caseId}` : sql``}
         ${before === null ? sql`` : sql`and r.id < ${before}`}
       order by r.id desc limit ${limit + 1}`;
    const items = named(ctx, await configInForce(tx), rows.slice(0, limit));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null };
  });
}

const RUNS_MAX = 20;

/**
 * What was pressed on an object, newest first; of a case also what was pressed on its claims. Throws
 * not_found `configuration.no_object`.
 */
export async function listActionRuns(ctx: Context, raw: ActionRunsInput): Promise<LoggedRun[]> {
  const { on, objectId } = actionRunsInput.parse(raw);
  authorize(ctx, READS[on]);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [target] = await readTargets(ctx, tx, { on, ids: [objectId] });
    if (!target) throw new DomainError("not_found", "configuration.no_object");
    const own =
      on === "case"
        ? sql`r.case_id = ${objectId}`
        : sql`r.object_kind = ${on} and r.object_id = ${objectId}`;
    const rows = await sql<Row[]>`
      select ${LOGGED(tx)} from ${visibleRuns(ctx, tx)} and ${own}
       order by r.id desc limit ${RUNS_MAX}`;
    return named(ctx, await configInForce(tx), rows);
  });
}
