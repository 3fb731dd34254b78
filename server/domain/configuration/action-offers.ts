import type { Tx } from "@/db/client";
import type { ActionObject, InputType } from "@/db/values/configuration";
import { isDay } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type Actor, authorize, type Context, may, reading } from "../context";
import { visibleParty } from "../parties";
import type { Permission } from "../permissions";
import type { ConfigFile, FileAction } from "./file-schema";
import { configInForce } from "./in-force";
import { type ActionsInput, actionsInput } from "./inputs";
import { nameIn } from "./panels";

export const READS: Record<ActionObject, Permission> = {
  ...{ case: "cases:read", party: "parties:read", claim: "claims:read" },
};
const EDITS: Record<ActionObject, Permission> = {
  ...{ case: "cases:edit", party: "parties:edit", claim: "claims:edit" },
};

export interface ActionOffer {
  code: string;
  name: string;
  /** What is asked before it is run; null: nothing. */
  confirm: string | null;
  style: FileAction["style"];
  inputs: {
    key: string;
    name: string;
    type: InputType;
    isRequired: boolean;
    choices: { code: string; name: string }[];
  }[];
}

/** Whether the actor may press it: by the roles that the file names, else by the right to edit. */
export function mayPress(actor: Actor, { on, roles }: FileAction): boolean {
  if (!may(actor, EDITS[on])) return false;
  return !roles || actor.kind !== "operator" || roles.includes(actor.role);
}

/** What an action is run on. */
export interface ActionTarget {
  id: number;
  caseId: number | null;
  refNo: string | null;
  category: string | null;
}

/**
 * Those of the objects that the actor may see. A party has no ref-no; an action of it that is meant for
 * some categories is offered where the party is on such a case.
 */
export async function readTargets(
  ctx: Context,
  tx: Tx,
  { on, ids }: { on: ActionObject; ids: readonly number[] },
): Promise<ActionTarget[]> {
  const { sql } = tx;
  const wanted = ids as number[];
  if (on === "case") {
    return [
      ...(await sql<ActionTarget[]>`
        select id, id as "caseId", ref_no as "refNo", category from cases
         where id = any(${wanted}::bigint[]) and voided_at is null order by id`),
    ];
  }
  if (on === "claim") {
    return [
      ...(await sql<ActionTarget[]>`
        select k.id, c.id as "caseId", c.ref_no as "refNo", c.category
          from claims k join cases c on c.id = k.case_id
         where k.id = any(${wanted}::bigint[]) and k.voided_at is null and c.voided_at is null
         order by k.id`),
    ];
  }
  return [
    ...(await sql<ActionTarget[]>`
      select p.id, null::bigint as "caseId", null as "refNo", null as category from parties p
       where p.id = any(${wanted}::bigint[]) and ${visibleParty(tx, ctx.actor)} order by p.id`),
  ];
}

export const fits = ({ categories }: FileAction, { category }: ActionTarget): boolean =>
  !categories || category === null || categories.includes(category);

/** The action by its code. Throws not_found `configuration.no_action`, forbidden. */
export function requireAction(ctx: Context, config: ConfigFile, code: string): FileAction {
  const action = config.customActions[code];
  if (!action) throw new DomainError("not_found", "configuration.no_action");
  authorize(ctx, EDITS[action.on]);
  if (!mayPress(ctx.actor, action)) {
    throw new DomainError("forbidden", "configuration.not_your_action");
  }
  return action;
}

/**
 * The buttons of the customer's file that the actor may press on an object; without one those that are
 * offered for many cases at once.
 */
export async function listActions(ctx: Context, raw: ActionsInput): Promise<ActionOffer[]> {
  const { on, objectId } = actionsInput.parse(raw);
  authorize(ctx, READS[on]);
  return reading(ctx, async (tx) => {
    const config = await configInForce(tx);
    const offered = Object.entries(config.customActions).filter(
      ([, action]) =>
        action.on === on && mayPress(ctx.actor, action) && (objectId !== undefined || action.bulk),
    );
    if (offered.length === 0) return [];
    const [target] =
      objectId === undefined ? [] : await readTargets(ctx, tx, { on, ids: [objectId] });
    if (objectId !== undefined && !target) return [];
    return offered
      .filter(([, action]) => !target || fits(action, target))
      .map(([code, action]) => offerOf(ctx, code, action));
  });
}

function offerOf({ actor: { language } }: Context, code: string, action: FileAction): ActionOffer {
  const { names, confirm, style, inputs } = action;
  return {
    ...{ code, style, name: nameIn(names, language) },
    confirm: confirm ? nameIn(confirm, language) : null,
    inputs: Object.entries(inputs).map(([key, { type, required, choices = [], ...input }]) => ({
      ...{ key, type, isRequired: required, name: nameIn(input.names, language) },
      choices: choices.map((each) => ({ code: each.code, name: nameIn(each.names, language) })),
    })),
  };
}

export type ActionValues = Record<string, string | number | boolean | null>;

/** The form's values by the types of the file. Throws invalid `configuration.bad_input`. */
export function inputOf({ inputs }: FileAction, values: ActionValues): ActionValues {
  const bad = (field: string) => new DomainError("invalid", "configuration.bad_input", { field });
  for (const key of Object.keys(values)) if (!(key in inputs)) throw bad(key);
  const read: ActionValues = {};
  for (const [key, { type, required, choices = [] }] of Object.entries(inputs)) {
    const value = values[key] ?? null;
    const isEmpty = value === null || value === "";
    if (isEmpty && required) throw bad(key);
    if (isEmpty) continue;
    const isGood =
      (type === "text" && typeof value === "string") ||
      (type === "number" && typeof value === "number" && Number.isFinite(value)) ||
      (type === "flag" && typeof value === "boolean") ||
      (type === "day" && typeof value === "string" && isDay(value)) ||
      (type === "choice" && choices.some(({ code }) => code === value));
    if (!isGood) throw bad(key);
    read[key] = value;
  }
  return read;
}
