import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import { GATHERINGS, SKIP_POLICIES } from "@/db/values/dunning";
import { LIST_PRICES } from "@/db/values/messages";
import { isKnownDay } from "@/server/kernel/days";

const id = z.number().int().positive();
const day = z.string().refine(isKnownDay, "kernel.day_not_a_day");
const codes = z.array(z.string().trim().min(1).max(60)).max(100).default([]);
const minor = z.number().int().safe().min(0).max(1_000_000_000_000);

export const stepFilter = z.object({
  balanceMinMinor: minor.optional(),
  balanceMaxMinor: minor.optional(),
  tagsAny: codes.optional(),
  tagsNone: codes.optional(),
});

export const stepInput = z.object({
  templateId: id,
  dayOffset: z.number().int().min(-365).max(3_650),
  currency: z.enum(CURRENCIES),
  categories: codes,
  states: codes,
  groupIds: z.array(id).max(500).default([]),
  filter: stepFilter.prefault({}),
  feeMinor: z.number().int().min(0).max(100_000_000).default(0),
  feeDescription: z.string().trim().max(200).default(""),
  moveTo: z.string().trim().min(1).max(60).nullish(),
  isAuto: z.boolean().default(false),
  isLast: z.boolean().default(false),
  isPreAction: z.boolean().default(false),
  graceDays: z.number().int().min(0).max(3_650).nullish(),
});
export type StepInput = z.input<typeof stepInput>;

export const planIdInput = z.object({ planId: id });
export const optionalPlanInput = z.object({ planId: id.nullish() });
/** A draft of the plan in force, or an empty one where none is. */
export const draftPlanInput = z.object({ name: z.string().trim().min(1).max(120) });
export const savePlanInput = z.object({
  planId: id,
  version: id,
  name: z.string().trim().min(1).max(120),
  skipPolicy: z.enum(SKIP_POLICIES),
  gathering: z.enum(GATHERINGS),
});
export type SavePlanInput = z.input<typeof savePlanInput>;
/** Without a step a new one. */
export const saveStepInput = stepInput.extend({
  planId: id,
  version: id,
  stepId: id.nullish(),
});
export type SaveStepInput = z.input<typeof saveStepInput>;
export const deleteStepInput = z.object({ planId: id, version: id, stepId: id });
export const deletePlanInput = z.object({ planId: id, version: id });
export const activatePlanInput = z.object({ planId: id, version: id });

export const planOfDayInput = z.object({ planId: id.nullish(), onDay: day });
export type PlanOfDayInput = z.input<typeof planOfDayInput>;
export const planRowsInput = planOfDayInput.extend({
  seriesId: id.nullish(),
  /** Only what is stopped, or only what is not. */
  isStopped: z.boolean().nullish(),
  /** The lead case of the last letter shown. */
  cursor: id.nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type PlanRowsInput = z.input<typeof planRowsInput>;

export const startRunInput = z.object({
  /** Today or a day that is past: letters of tomorrow are not sent today. */
  onDay: day,
  seriesIds: z.array(id).max(50).default([]),
  /** One letter: that of this lead case. */
  caseId: id.nullish(),
  idempotencyKey: z.string().min(8).max(100),
});
export type StartRunInput = z.input<typeof startRunInput>;
/** What is asked before it begins. */
export const foretellRunInput = startRunInput.omit({ idempotencyKey: true });
export type ForetellRunInput = z.input<typeof foretellRunInput>;
export const runIdInput = z.object({ runId: id });
export const caseIdInput = z.object({ caseId: id });

export const SIMULATED_DAYS_MAX = 366;
export const simulateInput = z.object({
  planId: id.nullish(),
  /** A second plan to compare with. */
  otherPlanId: id.nullish(),
  caseId: id.nullish(),
  days: z.number().int().min(1).max(SIMULATED_DAYS_MAX).default(120),
  /** What one letter, SMS or data message costs, in minor units; as the tenant knows it. */
  prices: z
    .object({ email: minor, sms: minor, letter: minor, data_box: minor })
    .prefault({ ...LIST_PRICES }),
});
export type SimulateInput = z.input<typeof simulateInput>;
