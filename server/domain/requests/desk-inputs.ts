import { z } from "zod";
import {
  DATA_RIGHTS,
  DISPUTE_REASONS,
  REQUEST_KINDS,
  SETTABLE_REQUEST_KINDS,
} from "@/db/values/portal";
import { REQUEST_CHANNELS, REQUEST_PRIORITIES } from "@/db/values/requests";

const id = z.number().int().positive();
const caseIds = z.array(id).min(1).max(200);
const reason = z.string().trim().max(1_000).prefault("");

export const DESK_VIEWS = ["all", "mine", "unassigned", "overdue", "waiting", "done"] as const;
export type DeskView = (typeof DESK_VIEWS)[number];

export const deskFilter = z.object({
  view: z.enum(DESK_VIEWS).default("all"),
  text: z.string().max(200).optional(),
  kinds: z.array(z.enum(REQUEST_KINDS)).max(REQUEST_KINDS.length).optional(),
  priorities: z.array(z.enum(REQUEST_PRIORITIES)).max(REQUEST_PRIORITIES.length).optional(),
  teamId: id.optional(),
  ownerId: id.optional(),
});
export type DeskFilter = z.output<typeof deskFilter>;

export const listDeskInput = z.object({
  filter: deskFilter.prefault({}),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListDeskInput = z.input<typeof listDeskInput>;
export const countDeskInput = z.object({ filter: deskFilter.prefault({}) });
export type CountDeskInput = z.input<typeof countDeskInput>;

export const requestIdInput = z.object({ caseId: id });

export const assignRequestsInput = z.object({ caseIds, ownerId: id.nullable(), reason });
export type AssignRequestsInput = z.input<typeof assignRequestsInput>;

export const setPriorityInput = z.object({ caseIds, priority: z.enum(REQUEST_PRIORITIES) });
export type SetPriorityInput = z.input<typeof setPriorityInput>;

export const setKindInput = z.object({ caseId: id, kind: z.enum(SETTABLE_REQUEST_KINDS) });
export type SetKindInput = z.input<typeof setKindInput>;

const day = z.iso.date();

/** How and when came what is to be decided. */
const came = {
  caseId: id,
  receivedOn: day,
  channel: z.enum(REQUEST_CHANNELS),
};
export const recordDisputeInput = z.object({
  ...came,
  claimId: id,
  reason: z.enum(DISPUTE_REASONS),
});
export const recordRightInput = z.object({ ...came, kind: z.enum(DATA_RIGHTS) });

export const openByHandInput = z.object({
  partyId: id,
  subject: z.string().trim().min(1, { error: "requests.subject_missing" }).max(200),
  kind: z.enum(SETTABLE_REQUEST_KINDS),
  text: z
    .string()
    .trim()
    .min(1, { error: "requests.text_missing" })
    .max(10_000, { error: "requests.text_too_long" }),
  /** The client's case that it is about. */
  aboutRefNo: z
    .string()
    .trim()
    .max(40)
    .nullish()
    .transform((text) => text || null),
  channel: z.enum(["phone", "office"]),
  idempotencyKey: z.string().min(8).max(100),
});

export const stepRequestInput = z.object({
  caseId: id,
  transition: z.enum(["resolve", "close", "reopen"]),
});
export type StepRequestInput = z.input<typeof stepRequestInput>;

/** `caseId` stays, the other is closed and leads to it. */
export const mergeRequestsInput = z.object({ caseId: id, otherId: id });
export type MergeRequestsInput = z.input<typeof mergeRequestsInput>;

export const reportInput = z.object({ from: day, to: day });
export type ReportInput = z.input<typeof reportInput>;
