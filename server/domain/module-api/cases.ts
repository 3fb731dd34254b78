import { z } from "zod";
import { addCaseParty, getCase, getCaseByRefNo, moveCase, openCase, updateCase } from "../cases";
import {
  caseKey,
  fieldsField,
  INSOLVENCY_ERRORS,
  idField,
  insolvencyField,
  instant,
  instantOrNull,
  outDay,
  outDayOrNull,
  outFields,
  outId,
  outInstant,
  outInstantOrNull,
  outMinor,
  outText,
  outTextOrNull,
  textField,
} from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { procedure, type Say } from "./procedure";

const partyOfCase = z
  .object({
    partyId: outId("The party."),
    role: outText("In which role it stands on the case."),
    kind: outText("natural_person, sole_trader or legal_entity."),
    fullName: outText("Name as people write it."),
    birthOn: outDayOrNull("Birth date."),
    registrationNo: outTextOrNull("Company's registration number (IČO)."),
    phones: z.array(z.string()).describe("Telephones, E.164."),
    emails: z.array(z.string()).describe("E-mail addresses."),
  })
  .describe("One party of the case.");

const transition = z
  .object({
    code: outText("Name by which a move is asked for."),
    to: outText("State that it leads to."),
    isAllowed: z.boolean().describe("Whether the guards let it through now."),
    reasons: z.array(z.string()).describe("Why not, in the caller's language."),
  })
  .describe("One way out of the state.");

const caseOutput = z.object({
  caseId: outId("The case."),
  refNo: outText("Reference number as people say it."),
  category: outText("Category of the process."),
  state: outText("State of the process."),
  stateSince: outInstant("Since when it is in that state."),
  groupCode: outTextOrNull("Code of the case's group."),
  ownerId: z.number().int().nullable().describe("Operator who owns the case."),
  ownerName: outTextOrNull("Name of that operator."),
  fields: outFields("Values of the process's own fields."),
  openedOn: outDay("Day on which it was opened."),
  closedAt: outInstantOrNull("When it was closed."),
  archivedAt: outInstantOrNull("When it was archived."),
  balanceCzkMinor: outMinor("What is owed in CZK by all that is booked."),
  balanceEurMinor: outMinor("What is owed in EUR by all that is booked."),
  overdueSince: outDayOrNull("Oldest due day that is not paid."),
  version: z.number().int().describe("To be sent back with a change."),
  parties: z.array(partyOfCase).describe("Parties in their order."),
  tags: z.array(z.string()).describe("Codes of its tags."),
  transitions: z.array(transition).describe("Ways out of its state."),
});

function told(
  { id, stateSince, closedAt, archivedAt, tags, transitions, ...row }: CaseRead,
  say: Say,
): z.input<typeof caseOutput> {
  return {
    ...row,
    caseId: id,
    stateSince: instant(stateSince),
    closedAt: instantOrNull(closedAt),
    archivedAt: instantOrNull(archivedAt),
    tags: tags.map(({ code }) => code),
    transitions: transitions.map(({ code, to, isAllowed, reasons }) => {
      return {
        code,
        to,
        isAllowed,
        reasons: reasons.map((each) => say(each.code, each.params ?? {})),
      };
    }),
  };
}
type CaseRead = Awaited<ReturnType<typeof getCase>>;

export const caseByRefNo = procedure({
  ...{ method: "GET", path: "cases/by-ref-no", scope: "cases:read", tag: "cases", footing: "job" },
  summary: "A case by its reference number",
  input: z.strictObject({
    refNo: textField('Reference number, "123/2026".', 40).min(1),
  }),
  output: caseOutput,
  errors: { "kernel.ref_no_bad_shape": "invalid", "cases.not_found": "not_found" },
  example: { refNo: "123/2026" },
  run: async ({ job, say, input }) => told(await getCaseByRefNo(job, input), say),
});

export const getCaseById = procedure({
  ...{ method: "GET", path: "cases/:caseId", scope: "cases:read", tag: "cases", footing: "job" },
  summary: "A case by its id",
  description: "As a custom action or a trigger names it.",
  input: z.strictObject({ caseId: idField("The case.") }),
  output: caseOutput,
  errors: { "cases.not_found": "not_found" },
  example: { caseId: 17 },
  run: async ({ job, say, input }) => told(await getCase(job, input), say),
});

export const openCaseByModule = procedure({
  ...{ method: "POST", path: "cases", scope: "cases:open", tag: "cases", footing: "job" },
  summary: "Opens a case",
  description: "The process of its category says which fields and roles it wants.",
  input: z.strictObject({
    category: textField('Category: "loan", "collection" …', 60).min(1),
    refNo: textField("Its number; left out: the next free one.", 20).optional(),
    state: textField("State to begin in; left out: the process's first.", 60).optional(),
    groupId: idField("Group of cases.").optional(),
    ownerId: idField("Operator who owns it.").optional(),
    fields: fieldsField("Values of the process's fields.").default({}),
    parties: z
      .array(
        z
          .strictObject({
            partyId: idField("The party."),
            role: textField('Its role: "applicant", "debtor" …', 60).min(1),
          })
          .describe("One party."),
      )
      .max(100)
      .default([])
      .describe("Who stands on it."),
    isInsolvencyConfirmed: insolvencyField,
  }),
  output: z.object({ caseId: outId("The new case."), refNo: outText("Its number.") }),
  errors: {
    ...{ "cases.unknown_category": "invalid", "cases.state_not_openable": "invalid" },
    ...{ "cases.unknown_role": "invalid", "cases.role_required": "invalid" },
    ...{ "cases.role_once": "invalid", "cases.ref_no_taken": "conflict" },
    ...{ "cases.group_not_found": "not_found", "parties.not_found": "not_found" },
    ...INSOLVENCY_ERRORS,
  },
  example: { category: "loan", parties: [{ partyId: 5, role: "applicant" }] },
  run: ({ job, input }) => openCase(job, input),
});

export const updateCaseByModule = procedure({
  ...{ method: "PATCH", path: "cases", scope: "cases:edit", tag: "cases", footing: "job" },
  summary: "Changes a case",
  description: "Only what is named is changed; version is the one that was read.",
  input: z.strictObject({
    ...caseKey,
    version: z.number().int().positive().describe("The version that was read."),
    groupId: z
      .number()
      .int()
      .positive()
      .nullable()
      .optional()
      .describe("Group; null takes it off."),
    fields: fieldsField("Fields to change.").optional(),
  }),
  output: z.object({ version: z.number().int().describe("The version it has now.") }),
  errors: { ...CASE_ERRORS, "cases.changed_meanwhile": "conflict" },
  example: { refNo: "123/2026", version: 3, fields: { purpose: "car" } },
  run: async ({ job, input: { caseId, refNo, ...change } }) =>
    updateCase(job, { ...change, caseId: await caseIdOf(job, { caseId, refNo }) }),
});

export const moveCaseByModule = procedure({
  ...{ method: "POST", path: "cases/moves", scope: "cases:move", tag: "cases", footing: "job" },
  summary: "Moves a case to another state",
  description: "By a transition or to a state; the guards of the process hold for machines too.",
  input: z.strictObject({
    ...caseKey,
    transition: textField("Code of the transition.", 60).optional(),
    to: textField("State to reach, where one transition leads there.", 60).optional(),
    resolution: textField("Why, where the transition wants it.", 2_000).optional(),
    fields: fieldsField("Fields that the transition asks for.").optional(),
  }),
  output: z.object({ state: outText("The state it is in now.") }),
  errors: {
    ...CASE_ERRORS,
    ...{ "workflow.unknown_transition": "precondition", "workflow.not_from_here": "precondition" },
    ...{ "workflow.no_way": "precondition", "workflow.already_there": "precondition" },
    ...{ "workflow.resolution_required": "precondition", "workflow.no_claims": "precondition" },
    ...{ "workflow.balance_left": "precondition", "workflow.fields_missing": "precondition" },
    ...{ "workflow.too_early": "precondition", "workflow.tasks_open": "precondition" },
  },
  example: { refNo: "123/2026", transition: "approve" },
  run: async ({ job, input: { caseId, refNo, ...move } }) =>
    moveCase(job, { ...move, caseId: await caseIdOf(job, { caseId, refNo }) }),
});

export const addPartyToCase = procedure({
  ...{ method: "POST", path: "cases/parties", scope: "cases:edit", tag: "cases", footing: "job" },
  summary: "Puts a party on a case",
  input: z.strictObject({
    ...caseKey,
    partyId: idField("The party."),
    role: textField("Its role on the case.", 60).min(1),
    isInsolvencyConfirmed: insolvencyField,
  }),
  output: z.object({ casePartyId: outId("The party's place on the case.") }),
  errors: {
    ...CASE_ERRORS,
    ...{ "parties.not_found": "not_found", "cases.unknown_role": "invalid" },
    ...{ "cases.role_once": "invalid", "cases.party_already_there": "conflict" },
    ...INSOLVENCY_ERRORS,
  },
  example: { refNo: "123/2026", partyId: 5, role: "coDebtor" },
  run: async ({ job, input: { caseId, refNo, ...row } }) =>
    addCaseParty(job, { ...row, caseId: await caseIdOf(job, { caseId, refNo }) }),
});
