import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import {
  type BoardColumn,
  boardColumns,
  olderDefinitions,
  type ProcessDefinition,
  type Processes,
  readProcesses,
} from "../workflow";
import type { Shown } from "./inputs";

/** What a board is made of, by its definition and by what the person chose. */
export interface Plan {
  processes: Processes;
  category: string;
  definitions: readonly ProcessDefinition[];
  /** Those by which older cases may still go. */
  older: readonly ProcessDefinition[];
  columns: (BoardColumn & { since: Date | null })[];
  /** Keys of the fields that cards carry. */
  fields: string[];
  sum: Sum | null;
  /** Fields that name a card; the first that is filled does. */
  titleFields: readonly string[];
}

export interface Sum {
  field: string;
  currencyField: string | null;
  currency: string | null;
}

const DAY_MS = 86_400_000;

/** What a tenant's processes were when a board was last read; nothing is shown by them unasked. */
const lastOf = new Map<number, Processes>();
const TENANTS_MAX = 1_000;

/**
 * Reads by the plan of the processes that this transaction sees. What they were a moment ago is tried
 * while they are asked for: nearly always it still holds, and one round trip is saved. Otherwise what
 * was read is thrown away. Refuses a category that is not installed.
 */
export async function readByPlan<T>(
  ctx: Context,
  { tx, input }: { tx: Tx; input: Shown },
  read: (plan: Plan) => Promise<T>,
): Promise<{ plan: Plan; found: T }> {
  const last = lastOf.get(ctx.actor.tenantId);
  const guess = last?.inForce.definitions.some(({ category }) => category === input.category)
    ? planOf(ctx, last, input)
    : null;
  // Forgotten until it has proved right: a guess that breaks the transaction is not made again.
  lastOf.delete(ctx.actor.tenantId);
  const [processes, tried] = await Promise.all([
    readProcesses(tx),
    guess ? Promise.allSettled([read(guess)]) : null,
  ]);
  if (lastOf.size >= TENANTS_MAX) lastOf.clear();
  lastOf.set(ctx.actor.tenantId, processes);
  const [early] = tried ?? [];
  if (guess && early && processes === last) {
    if (early.status === "rejected") throw early.reason;
    return { plan: guess, found: early.value };
  }
  const plan = planOf(ctx, processes, input);
  return { plan, found: await read(plan) };
}

function planOf(
  ctx: Context,
  processes: Processes,
  { category, fields, hideAfterDays }: Shown,
): Plan {
  const definitions = processes.inForce.definitions.filter((each) => each.category === category);
  const base = definitions.find(({ variantOf }) => variantOf === undefined);
  if (!base) throw new DomainError("invalid", "cases.unknown_category", { category });
  const named = boardColumns(definitions);
  const older = olderDefinitions(processes, category);
  const gone = goneStates(definitions, older);
  const columns = [...named, ...gone].map((column) => {
    const days = hideAfterDays[column.code] ?? column.hideAfterDays ?? 0;
    return { ...column, since: days > 0 ? new Date(ctx.now.getTime() - days * DAY_MS) : null };
  });
  const wanted = [...(fields ?? base.board.card), base.selector].flatMap((each) => each ?? []);
  const known = new Set(definitions.flatMap((each) => each.fields.map(({ key }) => key)));
  return {
    ...{
      processes,
      category,
      definitions,
      older,
      columns,
      sum: sumOf(base),
      titleFields: base.board.title === undefined ? base.titleFields : [base.board.title],
    },
    fields: [...new Set(wanted)].filter((each) => known.has(each)),
  };
}

/** Where cases of older versions lie whose state the process in force does not know. */
export const GONE_COLUMN = "states-gone";
const GONE_NAMES = { cs: "Jiné stavy", sk: "Iné stavy", en: "Other states", ru: "Другие статусы" };

/** One column for all of them; none where every state is still known. */
function goneStates(
  definitions: readonly ProcessDefinition[],
  older: readonly ProcessDefinition[],
): BoardColumn[] {
  const known = new Set(definitions.flatMap(({ states }) => states.map(({ code }) => code)));
  const states = [...new Set(boardColumns(older).flatMap((column) => column.states))];
  const gone = states.filter((code) => !known.has(code));
  if (gone.length === 0) return [];
  return [{ code: GONE_COLUMN, names: GONE_NAMES, states: gone, hideAfterDays: null }];
}

function sumOf({ board, fields }: ProcessDefinition): Sum | null {
  if (board.sum === undefined) return null;
  const field = fields.find(({ key }) => key === board.sum);
  return {
    ...{ field: board.sum, currencyField: field?.currencyField ?? null },
    currency: field?.currency ?? null,
  };
}
