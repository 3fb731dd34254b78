import { z } from "zod";
import { TAG_EFFECTS } from "@/db/values/cases";
import { namesSchema } from "./definition";
import type { References } from "./guards";

/**
 * Effects of a transition, as data. The engine only names them; the cases room carries them out in
 * the transaction that moves the case, in the order of the definition.
 */

const nothing = z.strictObject({});
const days = z.number().int().min(0).max(3650);

/** Every effect that a definition may name, with the params it takes. */
export const EFFECTS = {
  /** A task on the case, in the language of its assignee, due so many days after the move. */
  createTask: z.strictObject({
    names: namesSchema,
    dueInDays: days,
    assignee: z.enum(["owner", "actor", "nobody"]).default("owner"),
  }),
  /** Open tasks of the case get the result "cancelled by a change of state". */
  cancelTasks: nothing,
  /** Puts a tag on the case, for so many days or until it is taken off; made if there is none. */
  addTag: z.strictObject({
    tag: z.string().min(1),
    names: namesSchema,
    effects: z.array(z.enum(TAG_EFFECTS)).default([]),
    days: days.optional(),
  }),
  removeTag: z.strictObject({ tag: z.string().min(1) }),
  /** Writes the day of the move into a field of type day. */
  stampDay: z.strictObject({
    field: z.string(),
    /** Keeps a day that is there already. */
    onlyIfEmpty: z.boolean().default(false),
  }),
  /** Writes who moved the case into a field of type user; a job of ours leaves it empty. */
  stampActor: z.strictObject({ field: z.string() }),
  /** Writes on the case of that category which this one hangs on, and a note into its timeline. */
  writeOnParent: z.strictObject({
    category: z.string(),
    /** Fields of this case, and those of the other that they are copied into. */
    copies: z.record(z.string(), z.string()).default({}),
    values: z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null()])),
    names: namesSchema,
  }),
  setField: z.strictObject({
    field: z.string(),
    value: z.union([z.string(), z.boolean(), z.number(), z.null()]),
  }),
  /** A system note in the timeline, beside the change of state itself. */
  writeNote: z.strictObject({ names: namesSchema }),
  /** Every party of one role gets another: the applicant becomes the debtor of the issued loan. */
  changePartyRole: z.strictObject({ from: z.string(), to: z.string() }),
  assignOwner: z.strictObject({ to: z.enum(["actor", "nobody"]) }),
  /** Sets the day of closing; the case stays visible. */
  closeCase: nothing,
  /** Takes the day of closing and the archive mark back. */
  reopenCase: nothing,
  /** Hides the case from everyday lists. */
  archiveCase: nothing,
  /** Whoever was asked to vote, approve, sign or acknowledge is asked anew; the history stays. */
  restartCollegial: nothing,
} as const;

export type EffectName = keyof typeof EFFECTS;

/** An effect to carry out, its params parsed. */
export type EffectCall = {
  [Name in EffectName]: { name: Name; params: z.infer<(typeof EFFECTS)[Name]> };
}[EffectName];

export function isEffectName(name: string): name is EffectName {
  return Object.hasOwn(EFFECTS, name);
}

/** Parses one call of a definition; throws ZodError on params that do not fit. */
export function parseEffect(name: EffectName, params: unknown): EffectCall {
  return { name, params: EFFECTS[name].parse(params) } as EffectCall;
}

/** Entries of the definition that an effect points at. */
export function effectReferences(effect: EffectCall): References {
  if (effect.name === "stampDay") return { dayFields: [effect.params.field] };
  if (effect.name === "stampActor") return { userFields: [effect.params.field] };
  if (effect.name === "writeOnParent") return { fields: Object.keys(effect.params.copies) };
  if (effect.name === "changePartyRole") return { roles: [effect.params.from, effect.params.to] };
  if (effect.name === "setField") return { fields: [effect.params.field] };
  return {};
}
