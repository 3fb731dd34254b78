import { z } from "zod";
import { ROLES } from "@/db/values/access";
import { PROCEEDING_KINDS, TAG_EFFECTS } from "@/db/values/cases";
import { addDays } from "@/server/kernel/days";
import { type Finding, finding } from "@/server/kernel/parsed";
import type { NamedCall } from "./definition";
import type { CaseFacts, FieldValue } from "./facts";

/** Entries of a definition that the params of a guard or an effect point at. */
export type References = {
  roles?: string[];
  fields?: string[];
  dayFields?: string[];
  userFields?: string[];
};

type GuardSpec<S extends z.ZodType> = {
  params: S;
  /** null = may pass; else the reason, whose text is `workflow.errors.<reason>`. */
  check: (facts: CaseFacts, params: z.infer<S>) => Finding | null;
  references?: (params: z.infer<S>) => References;
};

/** A named pure condition of a transition; params arrive from YAML and are parsed every time. */
export type Guard = {
  params: z.ZodType;
  check: (facts: CaseFacts, params: unknown) => Finding | null;
  references: (params: unknown) => References;
};

function guard<S extends z.ZodType>(spec: GuardSpec<S>): Guard {
  return {
    params: spec.params,
    check: (facts, params) => spec.check(facts, spec.params.parse(params)),
    references: (params) => spec.references?.(spec.params.parse(params)) ?? {},
  };
}

const nothing = z.strictObject({});
const oneRole = z.strictObject({ role: z.string() });
const oneFlag = z.strictObject({ flag: z.enum(TAG_EFFECTS) });

/** Every guard that a definition may name. Add the message and the label in all four languages. */
export const GUARDS: Readonly<Record<string, Guard>> = {
  hasClaims: guard({
    params: nothing,
    check: (facts) => (facts.claimCount > 0 ? null : finding("workflow.no_claims")),
  }),
  balanceIsZero: guard({
    params: nothing,
    // An overpayment is settled too: what is left over goes back, it is not collected.
    check: (facts) =>
      facts.balances.every((balance) => balance.amountMinor <= 0)
        ? null
        : finding("workflow.balance_left"),
  }),
  balanceIsPositive: guard({
    params: nothing,
    check: (facts) =>
      facts.balances.some((balance) => balance.amountMinor > 0)
        ? null
        : finding("workflow.nothing_owed"),
  }),
  hasParty: guard({
    params: oneRole,
    check: (facts, { role }) =>
      facts.parties.some((party) => party.role === role)
        ? null
        : finding("workflow.party_missing", { role }),
    references: ({ role }) => ({ roles: [role] }),
  }),
  partyHasAddress: guard({
    params: oneRole,
    check: (facts, { role }) =>
      facts.parties.some((party) => party.role === role && !party.hasPostalAddress)
        ? finding("workflow.party_address_missing", { role })
        : null,
    references: ({ role }) => ({ roles: [role] }),
  }),
  partyIsIdentified: guard({
    params: oneRole,
    check: (facts, { role }) =>
      facts.parties.some((party) => party.role === role && !party.hasIdentifier)
        ? finding("workflow.party_unidentified", { role })
        : null,
    references: ({ role }) => ({ roles: [role] }),
  }),
  fieldsFilled: guard({
    params: z.strictObject({ fields: z.array(z.string()).min(1) }),
    check: (facts, { fields }) => {
      const missing = fields.filter((field) => !isFilled(facts.values[field]));
      if (missing.length === 0) return null;
      return finding("workflow.fields_missing", { fields: missing.join(", ") });
    },
    references: ({ fields }) => ({ fields }),
  }),
  anyFilled: guard({
    params: z.strictObject({ fields: z.array(z.string()).min(1) }),
    check: (facts, { fields }) =>
      fields.some((field) => isFilled(facts.values[field]))
        ? null
        : finding("workflow.none_filled", { fields: fields.join(", ") }),
    references: ({ fields }) => ({ fields }),
  }),
  fieldIs: guard({
    params: z.strictObject({
      field: z.string(),
      value: z.union([z.string(), z.boolean(), z.number()]),
    }),
    check: (facts, { field, value }) =>
      facts.values[field] === value ? null : finding("workflow.field_differs", { field }),
    references: ({ field }) => ({ fields: [field] }),
  }),
  isDecided: guard({
    params: z.strictObject({ field: z.string() }),
    check: (facts, { field }) =>
      facts.values[field] === "pending" ? finding("workflow.undecided", { field }) : null,
    references: ({ field }) => ({ fields: [field] }),
  }),
  isUnmerged: guard({
    params: nothing,
    check: ({ mergedInto }) =>
      mergedInto ? finding("workflow.merged", { refNo: mergedInto }) : null,
  }),
  /** Only these people of the case, or somebody of these roles; a job of ours is not asked. */
  actorIs: guard({
    params: z.strictObject({
      persons: z.array(z.enum(["owner", "opener"])).default([]),
      fields: z.array(z.string()).default([]),
      orRoles: z.array(z.enum(ROLES)).default([]),
    }),
    check: ({ actor, people, values }, { persons, fields, orRoles }) => {
      if (!actor || orRoles.includes(actor.role)) return null;
      const ids = [
        ...persons.map((person) => (person === "owner" ? people?.ownerId : people?.openerId)),
        ...fields.map((field) => values[field]),
      ];
      return ids.includes(actor.operatorId) ? null : finding("workflow.not_your_part");
    },
    references: ({ fields }) => ({ fields }),
  }),
  fieldsEmpty: guard({
    params: z.strictObject({ fields: z.array(z.string()).min(1) }),
    check: (facts, { fields }) => {
      const filled = fields.filter((field) => isFilled(facts.values[field]));
      if (filled.length === 0) return null;
      return finding("workflow.fields_filled", { fields: filled.join(", ") });
    },
    references: ({ fields }) => ({ fields }),
  }),
  daysSinceField: guard({
    params: z.strictObject({ field: z.string(), days: z.number().int().min(0).max(3650) }),
    check: (facts, { field, days }) => {
      const since = facts.values[field];
      if (typeof since !== "string" || since === "") {
        return finding("workflow.fields_missing", { fields: field });
      }
      const earliestOn = addDays(since, days);
      if (facts.today >= earliestOn) return null;
      return finding("workflow.too_early", { field, days, earliestOn });
    },
    references: ({ field }) => ({ dayFields: [field] }),
  }),
  /**
   * § 142a o. s. ř.: the notice went out so many days ago, and it can be shown: where it is ours, by the
   * day of its dispatch; where somebody else had sent it, by a document that a person has marked as the
   * proof, with its day. The field is what people call that day.
   */
  preActionProven: guard({
    params: z.strictObject({ field: z.string(), days: z.number().int().min(0).max(3650) }),
    check: (facts, { field, days }) => {
      const { hasPreActionNotice, preActionPostedOn } = facts;
      if (preActionPostedOn === null) {
        if (hasPreActionNotice) return finding("workflow.pre_action_not_posted");
        const sentOn = facts.values[field];
        // Somebody wrote down a day and may well think that it is enough.
        return typeof sentOn === "string" && sentOn !== ""
          ? finding("workflow.pre_action_day_unproven", { field, sentOn })
          : finding("workflow.pre_action_unproven");
      }
      const earliestOn = addDays(preActionPostedOn, days);
      if (facts.today >= earliestOn) return null;
      return finding("workflow.too_early", { field, days, earliestOn });
    },
    references: ({ field }) => ({ dayFields: [field] }),
  }),
  daysInState: guard({
    params: z.strictObject({ days: z.number().int().min(1).max(3650) }),
    check: (facts, { days }) => {
      const earliestOn = addDays(facts.stateSinceOn, days);
      if (facts.today >= earliestOn) return null;
      return finding("workflow.too_soon", { days, earliestOn });
    },
  }),
  allTasksResolved: guard({
    params: nothing,
    check: (facts) =>
      facts.openTaskCount === 0
        ? null
        : finding("workflow.tasks_open", { count: facts.openTaskCount }),
  }),
  hasDocument: guard({
    params: nothing,
    check: (facts) => (facts.documentCount > 0 ? null : finding("workflow.document_missing")),
  }),
  hasOwner: guard({
    params: nothing,
    check: (facts) => (facts.hasOwner ? null : finding("workflow.owner_missing")),
  }),
  hasProceeding: guard({
    params: z.strictObject({
      kind: z.enum(PROCEEDING_KINDS),
      fileMark: z.boolean().default(false),
    }),
    check: (facts, { kind, fileMark }) => {
      const open = facts.proceedings.filter((each) => each.kind === kind && each.isOpen);
      if (open.length === 0) return finding("workflow.proceeding_missing", { kind });
      if (fileMark && !open.some((each) => each.hasFileMark)) {
        return finding("workflow.file_mark_missing", { kind });
      }
      return null;
    },
  }),
  noOpenProceeding: guard({
    params: z.strictObject({ kind: z.enum(PROCEEDING_KINDS).optional() }),
    check: (facts, { kind }) => {
      const open = facts.proceedings.find(
        (each) => each.isOpen && (kind === undefined || each.kind === kind),
      );
      return open === undefined ? null : finding("workflow.proceeding_open", { kind: open.kind });
    },
  }),
  hasFlag: guard({
    params: oneFlag,
    check: (facts, { flag }) =>
      facts.flags.includes(flag) ? null : finding("workflow.flag_missing", { flag }),
  }),
  lacksFlag: guard({
    params: oneFlag,
    check: (facts, { flag }) =>
      facts.flags.includes(flag) ? finding("workflow.flag_present", { flag }) : null,
  }),
};

/** Reasons why a guard refuses; a guard that does not exist refuses too. */
export function checkGuard(call: NamedCall, facts: CaseFacts): Finding | null {
  const known = GUARDS[call.name];
  if (known === undefined) return finding("workflow.unknown_guard", { name: call.name });
  return known.check(facts, call.params);
}

/** A value that a person would call filled: zero and "no" are, blanks are not. */
export function isFilled(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== "string" || value.trim() !== "";
}
