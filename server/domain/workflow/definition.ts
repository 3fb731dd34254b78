import { z } from "zod";
import { ROLES } from "@/db/values/access";
import { CURRENCIES } from "@/db/values/claims";
import { COLLEGIAL_ACTIONS } from "@/db/values/collegial";

/**
 * The one schema of a process definition: `server/processes/<category>.yaml`, and the same shape,
 * in part, for a tenant's own additions (see `mergeDefinition`). List, board, stages, form, import
 * template, permission matrix and diagram are all drawn from it.
 *
 * What one entry cannot know about another (unknown states, ambiguous aliases, unreachable states)
 * is checked by `definitionProblems`.
 */

/** Who is awaited while a case rests in a state. */
export const WAITING_ON = ["client", "system", "operator"] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

/** Colour tokens; the theme decides the shade for light and dark. */
export const COLOUR_TOKENS = [
  "neutral",
  "blue",
  "cyan",
  "teal",
  "green",
  "lime",
  "amber",
  "orange",
  "red",
  "rose",
  "violet",
] as const;
export type ColourToken = (typeof COLOUR_TOKENS)[number];

export const FIELD_TYPES = [
  "text",
  "money",
  "day",
  "choice",
  "party",
  "user",
  "boolean",
  "number",
  "file",
  "note",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const REF_NO_PATTERNS = ["number", "number/year"] as const;
export type RefNoPattern = (typeof REF_NO_PATTERNS)[number];

const code = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(-[a-z0-9]+)*$/, "must be a code such as `new` or `pre-action-notice`");
const fieldKey = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, "must be a key in camelCase such as `contractNo`");
const label = z.string().trim().min(1, "must not be empty").max(120);

/** A name in every language of the interface; a missing language is an error. */
export const namesSchema = z.strictObject({ cs: label, sk: label, en: label, ru: label });
export type Names = z.infer<typeof namesSchema>;

const aliases = z.array(label).default([]);

/** Where a field rule applies: in these states and for these roles; what is left out means all. */
const scopeSchema = z.strictObject({
  states: z.array(code).min(1).optional(),
  roles: z.array(z.enum(ROLES)).min(1).optional(),
});
export type RuleScope = z.infer<typeof scopeSchema>;

/** `true` = always, `false` or left out = never, else one scope or several (any of them). */
const ruleSchema = z
  .union([z.boolean(), scopeSchema, z.array(scopeSchema)])
  .default(false)
  .transform((rule): RuleScope[] => {
    if (rule === true) return [{}];
    if (rule === false) return [];
    return Array.isArray(rule) ? rule : [rule];
  });

const choiceSchema = z.strictObject({
  code,
  names: namesSchema,
  aliases,
  /** Chosen and left by verbs of its own alone: not in a form, in bulk, nor by an import. */
  ownVerb: z.boolean().default(false),
});

const fieldSchema = z.strictObject({
  key: fieldKey,
  type: z.enum(FIELD_TYPES),
  names: namesSchema,
  aliases,
  /** Heading in the form and in the import template; fields without one come first. */
  section: code.optional(),
  choices: z.array(choiceSchema).optional(),
  /** Of a money field; left out = the currency of the case group. */
  currency: z.enum(CURRENCIES).optional(),
  /** Of a money field: the choice beside it that says the currency, its codes `czk`, `eur`. */
  currencyField: fieldKey.optional(),
  /** What a new case starts with where nobody filled it: of a day `today`, of a choice its code. */
  initially: code.optional(),
  /** Asked by the quick form, which opens a case with a few fields. */
  quick: z.boolean().default(false),
  /** A case is found by its words. */
  search: z.boolean().default(false),
  /** Offered as a column of the list. */
  list: z.boolean().default(false),
  /** Told at the door to the case's clients, who know their debt by it: of texts only. */
  portal: z.boolean().default(false),
  required: ruleSchema,
  readOnly: ruleSchema,
  hidden: ruleSchema,
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().int().positive().max(10_000).optional(),
});
export type ProcessField = z.infer<typeof fieldSchema>;

const roleSchema = z.strictObject({
  /** A code of the role catalogue, or a new one with `names`. */
  code,
  names: namesSchema.optional(),
  aliases,
  /** Taken when an import or a form does not say the role. Exactly one of the list. */
  default: z.boolean().default(false),
  /** A case needs at least one party of this role. */
  required: z.boolean().default(false),
  /** Several parties may carry it at once. */
  many: z.boolean().default(true),
});

const stateSchema = z.strictObject({
  code,
  names: namesSchema,
  aliases,
  waitingOn: z.enum(WAITING_ON),
  final: z.boolean().default(false),
  /** A final state that people may leave again must say so. */
  reopen: z.boolean().default(false),
  /** A case may be opened or imported straight into this state. */
  openable: z.boolean().default(true),
  colour: z.enum(COLOUR_TOKENS),
  /** Column of the board; left out = a column of its own, null = not on the board. */
  boardColumn: code.nullish(),
  /** Who is written to when a case comes to rest here, save who brought it: `owner`, `opener`, a user field. */
  tells: z.array(fieldKey).default([]),
  /** Stage of the stages widget; null = outside the stages (refusal, pause). */
  stage: code.nullable(),
});
export type ProcessState = z.infer<typeof stateSchema>;

/** `hasClaims` or `{ name: hasParty, params: { role: debtor } }`. */
const callSchema = z.union([
  code.transform((name) => ({ name, params: {} as Record<string, unknown> })),
  z.strictObject({ name: code, params: z.record(z.string(), z.unknown()).default({}) }),
]);
export type NamedCall = z.infer<typeof callSchema>;

const transitionSchema = z.strictObject({
  code,
  names: namesSchema,
  /** `"*"` = from every state that is not final, save the target itself. */
  from: z.union([z.literal("*"), z.array(code).min(1)]),
  to: code,
  roles: z.array(z.enum([...ROLES, "system"])).min(1),
  guards: z.array(callSchema).default([]),
  requiresResolution: z.boolean().default(false),
  /** Taken by the clock as soon as its guards allow; for the system, after days in the state. */
  automatic: z.boolean().default(false),
  effects: z.array(callSchema).default([]),
});
export type ProcessTransition = z.infer<typeof transitionSchema>;

const collegialSchema = z.strictObject({
  state: code,
  action: z.enum(COLLEGIAL_ACTIONS),
  /** The state may not be left before at least this many actions were assigned; 0 = optional. */
  min: z.number().int().min(0).default(0),
  /** What the assigned actions must come to. */
  result: z.enum(["allPositive", "majority", "allDone"]).default("allPositive"),
  /** Transitions held back until then; others (reject, rework) stay open. */
  gates: z.array(code).min(1),
  /** Transitions further on, from other states, that need the result to stand still. */
  later: z.array(code).default([]),
  /** Who asks, and the roles superior to theirs: nobody else may be asked, nor decide. */
  superiors: z.partialRecord(z.enum(ROLES), z.array(z.enum(ROLES)).min(1)).optional(),
});
export type CollegialRule = z.infer<typeof collegialSchema>;

const coded = z.strictObject({ code, names: namesSchema });

const boardColumnSchema = coded.extend({
  /** Cards that have stood here for longer are not shown unless asked for. */
  hideAfterDays: z.number().int().min(1).max(3_650).optional(),
});

const boardSchema = z.strictObject({
  /** A money field: its sum stands over each column. */
  sum: fieldKey.optional(),
  /** The text field that names a card; left out = the process's own `titleFields`. */
  title: fieldKey.optional(),
  /** Fields on a card, unless the person chooses others. */
  card: z.array(fieldKey).max(8).default([]),
});

const selectBySchema = z.strictObject({ field: fieldKey, value: code });

/** The schema of a whole definition file. */
export const definitionSchema = z.strictObject({
  category: code,
  /** Code of this definition; a variant needs its own, others are called as their category. */
  code: code.optional(),
  version: z.number().int().positive(),
  /** Place among the categories in menus and lists, the smallest first. */
  place: z.number().int().min(0).default(100),
  names: namesSchema,
  aliases,
  /** Code of the definition whose fields and roles this one inherits. */
  variantOf: code.optional(),
  /** This variant rules the case when the field holds the value. */
  selectBy: selectBySchema.optional(),
  refNo: z.strictObject({ pattern: z.enum(REF_NO_PATTERNS) }),
  openRoles: z.array(z.enum(ROLES)).min(1),
  /** Roles that see only their own cases: those they have, opened, or are to verify. */
  ownOnlyRoles: z.array(z.enum(ROLES)).default([]),
  /** Off where nobody lends to the parties: an insolvent client may ask a question like any other. */
  asksSolvency: z.boolean().default(true),
  /** A case without an owner makes no sense: an assignment that nobody is to do. */
  ownerRequired: z.boolean().default(false),
  /** Off where nobody owes anything: no ledger, no balance, no agreements. */
  hasLedger: z.boolean().default(true),
  /**
   * Fields whose first filled one names the case; else its debtor does. Opened by hand, it needs one of
   * them or a party.
   */
  titleFields: z.array(fieldKey).default([]),
  /** A case of it hangs on another one, which it is about. */
  hasParent: z.boolean().default(false),
  /** A case of it may hang on a case of these categories. */
  parentCategories: z.array(code).default([]),
  /** Who has a new case that nobody was given: whoever opens it; left out = nobody. */
  ownerByDefault: z.enum(["actor"]).optional(),
  /** Codes of access groups that a new case belongs to; empty = those of its case group. */
  accessGroups: z.array(code).default([]),
  initial: code,
  sections: z.array(coded).default([]),
  fields: z.array(fieldSchema).default([]),
  roles: z.array(roleSchema).min(1),
  boardColumns: z.array(boardColumnSchema).default([]),
  board: boardSchema.default({ card: [] }),
  stages: z
    .array(z.strictObject({ code, names: namesSchema, percent: z.number().min(0).max(100) }))
    .default([]),
  states: z.array(stateSchema).min(1),
  transitions: z.array(transitionSchema),
  collegial: z.array(collegialSchema).default([]),
});

/** A definition as its file says it, parsed but not yet joined with the role catalogue. */
export type ParsedDefinition = z.infer<typeof definitionSchema>;

export type ProcessPartyRole = Omit<z.infer<typeof roleSchema>, "names"> & { names: Names };

/** A definition ready for use: `code` and names of roles are always there. */
export type ProcessDefinition = Omit<ParsedDefinition, "code" | "roles"> & {
  code: string;
  roles: ProcessPartyRole[];
  /** The field that chooses between the variants of this category, in all of them the same. */
  selector: string | null;
};

/** The roles that a party can have at a case of any category, with their names and aliases. */
export const roleCatalogueSchema = z.strictObject({
  partyRoles: z.array(z.strictObject({ code, names: namesSchema, aliases })).min(1),
});
export type CataloguedRole = z.infer<typeof roleCatalogueSchema>["partyRoles"][number];

/** Something wrong in a definition file: where, and why. English, as the format itself. */
export type DefinitionProblem = { path: string; reason: string };

/** State of a definition by its code, or undefined. */
export function stateOf(definition: ProcessDefinition, state: string): ProcessState | undefined {
  return definition.states.find((candidate) => candidate.code === state);
}

/** States from which a transition starts, `"*"` spelled out. */
export function statesFrom(
  definition: Pick<ProcessDefinition, "states">,
  transition: ProcessTransition,
): string[] {
  if (transition.from !== "*") return transition.from;
  return definition.states
    .filter((state) => !state.final && state.code !== transition.to)
    .map((state) => state.code);
}
