import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { REQUEST_KINDS } from "@/db/values/portal";
import { DISTRIBUTIONS, REQUEST_CHANNELS, REQUEST_PRIORITIES } from "@/db/values/requests";

const id = z.number().int().positive();
const version = z.number().int().min(0);
/** Of the case that a request is about, and of clients; what else there is, no rule asks. */
export const CLIENT_KINDS = ["natural_person", "sole_trader", "legal_entity"] as const;

const ruleFields = {
  name: z.string().trim().min(1, { error: "requests.rule_name_missing" }).max(100),
  isActive: z.boolean().default(true),
  kinds: z.array(z.enum(REQUEST_KINDS)).max(10).default([]),
  clientKinds: z.array(z.enum(CLIENT_KINDS)).max(5).default([]),
  categories: z.array(z.string().min(1).max(60)).max(20).default([]),
  caseGroupIds: z.array(id).max(100).default([]),
  words: z.array(z.string().trim().min(2).max(60)).max(30).default([]),
  languages: z.array(z.enum(LANGUAGES)).max(4).default([]),
  channels: z.array(z.enum(REQUEST_CHANNELS)).max(4).default([]),
  teamId: id.nullable().default(null),
  operatorId: id.nullable().default(null),
  distribution: z.enum(DISTRIBUTIONS).default("round_robin"),
  priority: z.enum(REQUEST_PRIORITIES).nullable().default(null),
};

export const saveRuleInput = z
  .object({ ruleId: id.optional(), version, ...ruleFields })
  .refine(({ teamId, operatorId, priority }) => teamId || operatorId || priority, {
    error: "requests.rule_without_target",
    path: ["teamId"],
  });
export type SaveRuleInput = z.input<typeof saveRuleInput>;

export const ruleIdInput = z.object({ ruleId: id });
export const orderRulesInput = z.object({ ruleIds: z.array(id).min(1).max(200) });
export type OrderRulesInput = z.input<typeof orderRulesInput>;

export const tryRouteInput = z.object({
  kind: z.enum(REQUEST_KINDS).nullable().default(null),
  clientKind: z.enum(CLIENT_KINDS).nullable().default(null),
  /** The case that it is about. */
  aboutRefNo: z.string().trim().max(40).default(""),
  subject: z.string().max(200).default(""),
  language: z.enum(LANGUAGES).default("cs"),
  channel: z.enum(REQUEST_CHANNELS).default("portal"),
});
export type TryRouteInput = z.input<typeof tryRouteInput>;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const time = z.string().regex(CLOCK, { error: "requests.hours_form" });
const closing = z.union([time, z.literal("24:00")], { error: "requests.hours_form" });

/** Of one day, one after another. */
const hours = z
  .array(z.tuple([time, closing]))
  .max(6)
  .refine(
    (spans) =>
      spans.every(
        ([from, to], at) => from < to && (at === 0 || (spans[at - 1]?.[1] ?? "") <= from),
      ),
    { error: "requests.hours_order" },
  );

const minutes = z.number({ error: "requests.minutes_missing" }).int().min(1).max(100_000);

export const saveDeskSettingsInput = z.object({
  version,
  workingWeek: z
    .array(hours)
    .length(7)
    .refine((week) => week.some((spans) => spans.length > 0), { error: "requests.week_empty" }),
  warnPercent: z.number().int().min(1).max(100),
  notifiesOwner: z.boolean(),
  notifiedOperatorId: id.nullable(),
  reassignTeamId: id.nullable(),
  raisesPriority: z.boolean(),
  targets: z
    .array(
      z.object({
        kind: z.enum(REQUEST_KINDS).nullable(),
        priority: z.enum(REQUEST_PRIORITIES).nullable(),
        replyMinutes: minutes,
        resolutionMinutes: minutes,
      }),
    )
    .min(1)
    .max(40)
    .refine(
      (targets) =>
        new Set(targets.map(({ kind, priority }) => `${kind} ${priority}`)).size === targets.length,
      { error: "requests.target_twice" },
    ),
});
export type SaveDeskSettingsInput = z.input<typeof saveDeskSettingsInput>;

const TEXT_MAX = 10_000;
const text = z.string().max(TEXT_MAX).optional();

export const saveCannedInput = z.object({
  answerId: id.optional(),
  version,
  shortcut: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}-]{1,30}$/u, { error: "requests.shortcut_form" }),
  kinds: z.array(z.enum(REQUEST_KINDS)).max(10).default([]),
  texts: z
    .object({ cs: text, sk: text, en: text, ru: text })
    .refine((texts) => Object.values(texts).some((each) => each?.trim()), {
      error: "requests.canned_empty",
    }),
  isActive: z.boolean().default(true),
});
export type SaveCannedInput = z.input<typeof saveCannedInput>;
export const cannedIdInput = z.object({ answerId: id });
