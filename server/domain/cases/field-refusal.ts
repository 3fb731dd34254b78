import type { FieldValues } from "@/db/schema/cases";
import type { Role } from "@/db/values/access";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import {
  type FieldFinding,
  type ProcessDefinition,
  refusedChanges,
  reservedChanges,
  validateFields,
} from "../workflow";
import { caseTitle } from "./title";

export const roleOf = (ctx: Context): Role =>
  ctx.actor.kind === "operator" ? ctx.actor.role : "administrator";

export interface FieldChange {
  before: FieldValues;
  after: FieldValues;
  role: Role;
  /** States whose rules allow a change; one of them is enough. */
  states: readonly string[];
  /** Fields that the calling verb writes, whatever the role and the choice. */
  verbFields?: readonly string[] | undefined;
}

/**
 * Refuses values that do not fit, that the role may not write, or that empty a required field.
 * What was missing before stays missing quietly: an imported case with gaps can be worked on.
 */
export function refuseChange(definition: ProcessDefinition, change: FieldChange): void {
  const { before, after, role, states, verbFields } = change;
  const [reserved] = reservedChanges(definition, { before, after }, verbFields);
  if (reserved) throwFinding(reserved);
  const isTouched = ({ field }: FieldFinding) => (before[field] ?? null) !== (after[field] ?? null);
  // What its own verb writes is nobody's to type.
  const isNotOfVerb = ({ field }: FieldFinding) => !verbFields?.includes(field);
  const refusals = states.map((state) =>
    [
      ...refusedChanges(definition, { before, after }, { state, role }).filter(isNotOfVerb),
      ...validateFields(definition, after, { state, role }),
    ].filter(isTouched),
  );
  const [first = [], ...others] = refusals;
  const refused = first.find(({ field }) =>
    others.every((list) => list.some((each) => each.field === field)),
  );
  if (refused) throwFinding(refused);
}

/**
 * Values of a new case that its opener may not write. What the first state leaves open may be written
 * on a case that is opened in a later one: it went that way before it came here.
 */
export function refusedOpening(definition: ProcessDefinition, change: FieldChange): FieldFinding[] {
  const { before, after, role, states, verbFields } = change;
  const [first = [], ...others] = states.map((state) =>
    refusedChanges(definition, { before, after }, { state, role }),
  );
  return first.filter(
    ({ field }) =>
      !verbFields?.includes(field) &&
      others.every((list) => list.some((each) => each.field === field)),
  );
}

interface Opened {
  fields: FieldValues;
  parties: readonly unknown[];
}

/**
 * Whoever opens a case by hand says what people will know it by: one of the fields that its process
 * names it by, or a party. Throws `cases.nameless` with the first of the fields.
 */
export function refuseNameless({ actor }: Context, definition: ProcessDefinition, opened: Opened) {
  const [field] = definition.titleFields;
  if (actor.kind !== "operator" || field === undefined || opened.parties.length > 0) return;
  if (caseTitle(definition, { debtorName: "", fields: opened.fields }) === "") {
    throwFinding({ code: "cases.nameless", params: {}, field });
  }
}

export function throwFinding(finding: FieldFinding): never {
  throw new DomainError("invalid", finding.code, { ...finding.params, field: finding.field });
}
