import { z } from "zod";
import { ROLES } from "@/db/values/access";
import { COLLEGIAL_ACTIONS, COLLEGIAL_OUTCOMES, COLLEGIAL_SEQUENCES } from "@/db/values/collegial";
import { isDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const day = z.string().refine(isDay, "kernel.day_not_a_day");

export const ASSIGNEES_MAX = 50;

/** Somebody by name, or anybody who has a role. */
const assignee = z.union([
  z.strictObject({ operatorId: id }),
  z.strictObject({ role: z.enum(ROLES) }),
]);
export type Assignee = z.infer<typeof assignee>;

export const assignActionsInput = z.object({
  caseId: id,
  kind: z.enum(COLLEGIAL_ACTIONS),
  /** Left out: the next state in which the process has it done, or any where it says none. */
  state: z.string().max(60).nullish(),
  /** In this order, where they act one after another. */
  assignees: z.array(assignee).min(1, "collegial.nobody_chosen").max(ASSIGNEES_MAX),
  sequence: z.enum(COLLEGIAL_SEQUENCES).default("parallel"),
  /** Of a vote: so many voices are enough. */
  quorum: z.number().int().min(1).max(ASSIGNEES_MAX).nullish(),
  dueOn: day.nullish(),
  note: z.string().trim().max(2_000).default(""),
  /** Of one form: sent again, it asks nobody twice. */
  idempotencyKey: z.string().min(8).max(100).optional(),
});
export type AssignActionsInput = z.input<typeof assignActionsInput>;

export const decideActionInput = z
  .object({
    actionId: id,
    outcome: z.enum(COLLEGIAL_OUTCOMES),
    comment: z.string().trim().max(2_000).default(""),
    /** In whose right, where one may act for several people; left out: one's own first. */
    onBehalfOfId: id.optional(),
  })
  .refine(({ outcome, comment }) => outcome === "positive" || comment !== "", {
    path: ["comment"],
    message: "collegial.comment_required",
  });
export type DecideActionInput = z.input<typeof decideActionInput>;

export const withdrawActionInput = z.object({
  actionId: id,
  reason: z.string().trim().max(2_000).default(""),
});
export type WithdrawActionInput = z.input<typeof withdrawActionInput>;

export const collegialCaseInput = z.object({ caseId: id });
export type CollegialCaseInput = z.input<typeof collegialCaseInput>;

export const askableInput = z.object({
  caseId: id,
  kind: z.enum(COLLEGIAL_ACTIONS),
  /** In which state it is to be done; left out: in any. */
  state: z.string().max(60).nullish(),
});
export type AskableInput = z.input<typeof askableInput>;

export const waitingForMeInput = z.object({
  kind: z.enum(COLLEGIAL_ACTIONS).optional(),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type WaitingForMeInput = z.input<typeof waitingForMeInput>;

const deputy = {
  deputyId: id,
  /** Null: all kinds. */
  kind: z.enum(COLLEGIAL_ACTIONS).nullable().default(null),
  startsOn: day,
  /** The last day; null: until it is ended. */
  endsOn: day.nullish(),
};
const isOrdered = ({
  startsOn,
  endsOn,
}: {
  startsOn: string;
  endsOn?: string | null | undefined;
}) => !endsOn || endsOn >= startsOn;
const ends = { path: ["endsOn"], message: "collegial.ends_before_start" };

export const appointDeputyInput = z
  .object({
    /** Left out: oneself. */
    principalId: id.optional(),
    ...deputy,
  })
  .refine(isOrdered, ends);
export type AppointDeputyInput = z.input<typeof appointDeputyInput>;

export const changeDeputyInput = z
  .object({ appointmentId: id, version: z.number().int().positive(), ...deputy })
  .refine(isOrdered, ends);
export type ChangeDeputyInput = z.input<typeof changeDeputyInput>;

export const revokeDeputyInput = z.object({
  appointmentId: id,
  version: z.number().int().positive(),
});
export type RevokeDeputyInput = z.input<typeof revokeDeputyInput>;

export const listDeputiesInput = z.object({
  /** Everybody's, for those who may; else one's own and those for whom one stands in. */
  isEverybody: z.boolean().default(false),
});
export type ListDeputiesInput = z.input<typeof listDeputiesInput>;
