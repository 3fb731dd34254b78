import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import {
  GRACE_DAYS_MAX,
  PROMISE_CHANNELS,
  PROMISE_STATES,
  RHYTHMS,
  SCHEDULE_STATES,
} from "@/db/values/instalments";
import { isKnownDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

export const AMOUNT_MINOR_MAX = 1_000_000_000_000;
export const ROWS_MAX = 600;

const id = z.number().int().positive();
const day = z.string().refine(isKnownDay, "kernel.day_not_a_day");
const isAmount = (minor: number) =>
  Number.isSafeInteger(minor) && minor > 0 && minor <= AMOUNT_MINOR_MAX;
const amount = z.number().refine(isAmount, "instalments.amount_range");
const reason = z.string().trim().min(1, "instalments.reason_missing").max(500);
const count = z
  .number()
  .refine((n) => Number.isInteger(n) && n >= 1 && n <= ROWS_MAX, "instalments.count_range");
const graceDays = z
  .number()
  .refine((n) => Number.isInteger(n) && n >= 0 && n <= GRACE_DAYS_MAX, "instalments.grace_range");
const variableSymbol = z
  .string()
  .trim()
  .refine((text) => /^\d{0,10}$/.test(text), "instalments.variable_symbol")
  .transform((text) => text || null)
  .nullish();
const transition = z
  .string()
  .trim()
  .max(60)
  .transform((text) => text || null)
  .nullish();
const idempotencyKey = z.string().min(8).max(100);

export const previewScheduleInput = z
  .object({
    totalMinor: amount,
    firstOn: day,
    rhythm: z.enum(RHYTHMS),
    count: count.optional(),
    amountMinor: amount.optional(),
    isWhole: z.boolean().default(false),
  })
  .refine((plan) => (plan.count === undefined) !== (plan.amountMinor === undefined), {
    error: "instalments.count_or_amount",
    path: ["count"],
  });
export type PreviewScheduleInput = z.input<typeof previewScheduleInput>;

const row = z.object({ dueOn: day, amountMinor: amount });
const isMonotone = (rows: { dueOn: string }[]) =>
  rows.every(({ dueOn }, index) => dueOn >= (rows[index - 1]?.dueOn ?? dueOn));

/** A schedule but for its rows. */
export const scheduleHeadInput = z.object({
  caseId: id,
  claimId: id.nullish(),
  currency: z.enum(CURRENCIES),
  totalMinor: amount,
  variableSymbol,
  note: z.string().trim().max(500).default(""),
  /** Left out: today, or the first due day where that is earlier. */
  startsOn: day.nullish(),
  /** Left out: as the case's group or the tenant has it. */
  graceDays: graceDays.nullish(),
  brokenTransition: transition,
  /** The schedule that this one takes the place of. */
  replacesId: id.nullish(),
  idempotencyKey,
});

export const createScheduleInput = scheduleHeadInput
  .extend({
    rhythm: z.enum(RHYTHMS).nullish(),
    rows: z
      .array(row)
      .min(1, "instalments.no_rows")
      .max(ROWS_MAX, "instalments.too_many")
      .refine(isMonotone, "instalments.days_order"),
  })
  .refine(({ rows, totalMinor }) => rows.reduce((n, r) => n + r.amountMinor, 0) === totalMinor, {
    error: "instalments.sum_differs",
    path: ["rows"],
  });
export type CreateScheduleInput = z.input<typeof createScheduleInput>;

export const cancelScheduleInput = z.object({ scheduleId: id, reason });
export type CancelScheduleInput = z.input<typeof cancelScheduleInput>;

export const caseSchedulesInput = z.object({ caseId: id });

export const saveSettingsInput = z.object({
  /** null: of the tenant, for groups that have none of their own. */
  groupId: id.nullable(),
  graceDays,
  brokenTransition: transition,
});
export type SaveSettingsInput = z.input<typeof saveSettingsInput>;
export const removeSettingsInput = z.object({ groupId: id });

export const makePromiseInput = z.object({
  caseId: id,
  claimId: id.nullish(),
  amountMinor: amount,
  currency: z.enum(CURRENCIES),
  dueOn: day,
  channel: z.enum(PROMISE_CHANNELS).default("call"),
  graceDays: graceDays.nullish(),
  note: z.string().trim().max(500).default(""),
  idempotencyKey,
});
export type MakePromiseInput = z.input<typeof makePromiseInput>;
export const cancelPromiseInput = z.object({ promiseId: id, reason });
export type CancelPromiseInput = z.input<typeof cancelPromiseInput>;

const listShape = {
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
};

export const scheduleFilter = z.object({
  text: z.string().max(200).optional(),
  state: z.enum(SCHEDULE_STATES).optional(),
  currency: z.enum(CURRENCIES).optional(),
  groupId: id.optional(),
  ownerId: id.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
});
export type ScheduleFilter = z.infer<typeof scheduleFilter>;
export const listSchedulesInput = z.object({ filter: scheduleFilter.prefault({}), ...listShape });
export type ListSchedulesInput = z.input<typeof listSchedulesInput>;
export const countSchedulesInput = z.object({ filter: scheduleFilter.prefault({}) });

export const promiseFilter = z.object({
  text: z.string().max(200).optional(),
  state: z.enum(PROMISE_STATES).optional(),
  groupId: id.optional(),
  ownerId: id.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
});
export type PromiseFilter = z.infer<typeof promiseFilter>;
export const listPromisesInput = z.object({ filter: promiseFilter.prefault({}), ...listShape });
export type ListPromisesInput = z.input<typeof listPromisesInput>;
export const countPromisesInput = z.object({ filter: promiseFilter.prefault({}) });
