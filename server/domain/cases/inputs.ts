import { z } from "zod";
import { TAG_EFFECTS } from "@/db/values/cases";
import { CURRENCIES } from "@/db/values/claims";
import { isDay } from "@/server/kernel/days";
import { LOCALES } from "@/server/kernel/locale";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const day = z.string().refine(isDay, "kernel.day_not_a_day");
const minor = z.number().int().safe();

const fieldValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);
const fieldValues = z.record(z.string().max(60), fieldValue);
/** Free pairs beside the process's own fields, in their order. */
const extraFields = z
  .array(z.tuple([z.string().trim().min(1).max(200), z.string().max(10_000)]))
  .max(200);
const partyRef = z.object({ partyId: id, role: z.string().min(1).max(60) });

/** What narrows a list of cases; the same shape serves list, count, export and bulk actions. */
export const caseFilter = z.object({
  text: z.string().max(200).optional(),
  category: z.string().max(60).optional(),
  states: z.array(z.string().max(60)).max(50).optional(),
  groupIds: z.array(id).max(100).optional(),
  /** Any of these; "me" is who asks, "none" a case without an owner. */
  owners: z
    .array(z.union([z.literal("me"), z.literal("none"), id]))
    .max(100)
    .optional(),
  /** Codes; a case with any of them. */
  tags: z.array(z.string().max(60)).max(50).optional(),
  partyId: id.optional(),
  importId: id.optional(),
  /** Crowns; amounts of two currencies are never added up. */
  balanceMinMinor: minor.optional(),
  balanceMaxMinor: minor.optional(),
  isOverdue: z.boolean().optional(),
  /** The day of the pre-action notice is written down, and nothing proves its dispatch. */
  lacksProof: z.boolean().optional(),
  openedFrom: day.optional(),
  openedTo: day.optional(),
  archived: z.enum(["no", "only", "all"]).default("no"),
});
export type CaseFilter = z.infer<typeof caseFilter>;

export const CASE_SORTS = ["refNo", "debtorName", "balance", "overdueSince"] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export const listCasesInput = z.object({
  filter: caseFilter.prefault({}),
  sort: z.enum(CASE_SORTS).default("refNo"),
  // Not "direction": tRPC's infinite queries put a field of that name into every input.
  order: z.enum(["asc", "desc"]).default("desc"),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListCasesInput = z.input<typeof listCasesInput>;

export const countCasesInput = z.object({ filter: caseFilter.prefault({}) });
export const quickSearchCasesInput = z.object({
  text: z.string().max(200),
  limit: z.number().int().min(1).max(20).default(8),
});
export type QuickSearchCasesInput = z.input<typeof quickSearchCasesInput>;
export const processesInput = z.object({ language: z.enum(LOCALES) });
export type ProcessesInput = z.infer<typeof processesInput>;
export const caseIdInput = z.object({ caseId: id });
export const refNoInput = z.object({ refNo: z.string().min(1).max(20) });

/** A person has seen that somebody is insolvent and goes on. */
const isInsolvencyConfirmed = z.boolean().default(false);

export const openCaseInput = z.object({
  category: z.string().min(1).max(60),
  /** Left out: the next free number in the category's pattern. */
  refNo: z.string().max(20).optional(),
  /** Left out: the definition's first state. */
  state: z.string().max(60).optional(),
  groupId: id.optional(),
  ownerId: id.nullish(),
  accessGroupId: id.nullish(),
  /** The case that it is about, where its category hangs on one. */
  parentCaseId: id.optional(),
  fields: fieldValues.default({}),
  extraFields: extraFields.default([]),
  parties: z.array(partyRef).max(100).default([]),
  isInsolvencyConfirmed,
  /** Of one form: sent again, it answers with the case that it opened. */
  idempotencyKey: z.string().min(8).max(100).optional(),
});
export type OpenCaseInput = z.input<typeof openCaseInput>;

/** The form of a new case asks what its fields want in a state. */
export const draftRulesInput = openCaseInput.pick({ category: true, state: true, fields: true });
export type DraftRulesInput = z.input<typeof draftRulesInput>;
/** `fields` choose between the variants of a category. */
export const processDiagramInput = openCaseInput
  .pick({ category: true, fields: true })
  .extend({ processVersion: z.number().int().min(0).default(0) });
export type ProcessDiagramInput = z.input<typeof processDiagramInput>;

export const updateCaseInput = z.object({
  caseId: id,
  version: z.number().int().positive(),
  groupId: id.nullable().optional(),
  accessGroupId: id.nullable().optional(),
  /** Only the fields to change. */
  fields: fieldValues.optional(),
  extraFields: extraFields.optional(),
});
export type UpdateCaseInput = z.input<typeof updateCaseInput>;

export const moveCaseInput = z.object({
  caseId: id,
  /** The state that the person saw it in: moved by somebody else meanwhile, it stays where they put it. */
  from: z.string().max(60).optional(),
  transition: z.string().max(60).optional(),
  to: z.string().max(60).optional(),
  resolution: z.string().trim().max(2_000).optional(),
  /** Values for the empty fields that the move asks for. */
  fields: fieldValues.optional(),
});
export type MoveCaseInput = z.input<typeof moveCaseInput>;

export const assignCasesInput = z.object({
  caseIds: z.array(id).min(1).max(1_000),
  ownerId: id.nullable(),
});
/** Two cases of one category; `mergedId` goes into `keptId`. */
export const mergeCasesInput = z.object({ keptId: id, mergedId: id });

/** What an assignment is to who asks: theirs to do, given by them, theirs to verify. */
export const ASSIGNMENT_PARTS = ["do", "verify", "gave", "all"] as const;
export const listAssignmentsInput = z.object({
  part: z.enum(ASSIGNMENT_PARTS).default("all"),
  /** Only those of this case. */
  parentCaseId: id.optional(),
  /** Left out: open and closed ones. */
  isOpen: z.boolean().optional(),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListAssignmentsInput = z.input<typeof listAssignmentsInput>;

export const archiveCasesInput = z.object({
  caseIds: z.array(id).min(1).max(1_000),
  isArchived: z.boolean(),
});

export const addCasePartyInput = z.object({
  caseId: id,
  partyId: id,
  role: z.string().min(1).max(60),
  isInsolvencyConfirmed,
});
export const removeCasePartyInput = z.object({ caseId: id, casePartyId: id });

export const saveGroupInput = z.object({
  groupId: id.optional(),
  code: z.string().trim().min(1).max(30),
  description: z.string().trim().max(500).default(""),
  creditorPartyId: id.nullish(),
  accessGroupId: id.nullish(),
  currency: z.enum(CURRENCIES).default("CZK"),
  allocationProfileId: id.nullish(),
  defaultFields: fieldValues.default({}),
});
export type SaveGroupInput = z.input<typeof saveGroupInput>;

export const saveTagInput = z.object({
  tagId: id.optional(),
  code: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(120),
  colour: z.string().max(30).default("neutral"),
  effects: z.array(z.enum(TAG_EFFECTS)).default([]),
});
export const tagCasesInput = z.object({
  caseIds: z.array(id).min(1).max(1_000),
  tagId: id,
  reason: z.string().trim().max(500).optional(),
  endsOn: day.nullish(),
});
export const untagCasesInput = z.object({ caseIds: z.array(id).min(1).max(1_000), tagId: id });
