import { z } from "zod";
import { PROCEEDING_KINDS } from "@/db/values/cases";
import {
  ACT_KINDS,
  COMPONENT_KINDS,
  CURRENCIES,
  REVERSAL_KINDS,
  SETTLEMENT_OUTCOMES,
  SURPLUS_KINDS,
} from "@/db/values/claims";
import { COLLEGIAL_ACTIONS, COLLEGIAL_OUTCOMES } from "@/db/values/collegial";
import { INSOLVENCY_PROCEDURES } from "@/db/values/insolvency-procedures";
import { SCHEDULE_ENDS } from "@/db/values/instalments";
import { LAW_ASPECTS } from "@/db/values/law";
import { CHANNELS, HOLD_KINDS, NOTICE_STOPS, type NoticeStop } from "@/db/values/messages";
import { PAPER_KINDS } from "@/db/values/portal";
import { PROMISES, REQUEST_PRIORITIES } from "@/db/values/requests";

const money = { amountMinor: z.number().int(), currency: z.enum(CURRENCIES) };
const charge = { ...money, kind: z.enum(COMPONENT_KINDS), valueOn: z.string() };
const lowering = { ...money, kind: z.enum(ACT_KINDS), valueOn: z.string() };
/** What an import booked on one case; the two currencies are never added up. */
const totals = z.object({ count: z.number(), czkMinor: z.number(), eurMinor: z.number() });

/** Whose it is, of which proceeding, and since when it is decided. */
const insolvency = z.object({
  name: z.string(),
  mark: z.string().nullable(),
  decidedOn: z.string().nullable(),
  isDebtor: z.boolean(),
  /** Since when interest rests; null: nothing is decided. */
  restsFrom: z.string().nullish(),
  /** Over, and its tag stays until somebody takes it off. */
  isHeld: z.boolean().optional(),
  procedure: z.enum(INSOLVENCY_PROCEDURES).nullish(),
  /** By law interest runs on, and letters go on too. */
  isGrowing: z.boolean().optional(),
  isMild: z.boolean().optional(),
});

const STOPS = new Map<string, NoticeStop>(NOTICE_STOPS.map((reason) => [reason, reason]));

/** When, and the carrier's own word for it. */
const progress = { channel: z.enum(CHANNELS), at: z.string(), detail: z.string() };

const schema = z.discriminatedUnion("code", [
  z.object({
    code: z.literal("case.moved"),
    params: z.object({ from: z.string(), to: z.string() }),
  }),
  z.object({
    code: z.literal("collegial.asked"),
    params: z.object({
      kind: z.enum(COLLEGIAL_ACTIONS),
      names: z.array(z.string()),
      roles: z.array(z.string()),
    }),
  }),
  z.object({
    code: z.literal("collegial.decided"),
    params: z.object({
      kind: z.enum(COLLEGIAL_ACTIONS),
      outcome: z.enum(COLLEGIAL_OUTCOMES),
      name: z.string(),
      onBehalfOf: z.string().nullable(),
    }),
  }),
  z.object({
    code: z.literal("collegial.withdrawn"),
    params: z.object({
      kind: z.enum(COLLEGIAL_ACTIONS),
      name: z.string().nullable(),
      role: z.string().nullable(),
    }),
  }),
  z.object({ code: z.literal("request.client"), params: z.object({ name: z.string() }) }),
  z.object({ code: z.literal("request.operator"), params: z.object({ name: z.string() }) }),
  z.object({
    code: z.literal("paper.issued"),
    params: z.object({ kind: z.enum(PAPER_KINDS), number: z.string(), name: z.string() }),
  }),
  z.object({
    code: z.literal("request.routed"),
    params: z.object({
      why: z.enum(["rule", "owner", "nobody"]),
      rule: z.string().nullable(),
      to: z.string().nullable(),
      team: z.string().nullable(),
      skipped: z.array(z.string()),
    }),
  }),
  z.object({
    code: z.literal("request.assigned"),
    params: z.object({ to: z.string().nullable() }),
  }),
  z.object({
    code: z.literal("request.priority"),
    params: z.object({ priority: z.enum(REQUEST_PRIORITIES) }),
  }),
  ...(["due_soon", "overdue"] as const).map((turn) =>
    z.object({
      code: z.literal(`request.${turn}`),
      params: z.object({ promise: z.enum(PROMISES), dueAt: z.string() }),
    }),
  ),
  z.object({
    code: z.literal("request.merged"),
    params: z.object({ refNo: z.string(), isKept: z.boolean() }),
  }),
  z.object({
    code: z.literal("proceeding.added"),
    params: z.object({ kind: z.enum(PROCEEDING_KINDS), courtFileMark: z.string().nullish() }),
  }),
  z.object({
    code: z.literal("claim.created"),
    params: z.object({ ...money, variableSymbol: z.string().nullish(), dueOn: z.string() }),
  }),
  z.object({ code: z.literal("claim.charged"), params: z.object(charge) }),
  z.object({
    code: z.literal("claim.interest_started"),
    params: z.object({ kind: z.enum(COMPONENT_KINDS), fromOn: z.string() }),
  }),
  z.object({
    code: z.literal("claim.interest_stopped"),
    params: z.object({ kind: z.enum(COMPONENT_KINDS), lastOn: z.string().nullable() }),
  }),
  z.object({
    code: z.literal("claim.law_stated"),
    params: z.object({
      aspect: z.enum(LAW_ASPECTS),
      value: z.string().nullable(),
      fromOn: z.string().nullable(),
    }),
  }),
  z.object({ code: z.literal("claim.lowered"), params: z.object(lowering) }),
  z.object({ code: z.literal("claim.lowering_undone"), params: z.object(lowering) }),
  z.object({
    code: z.literal("claim.settlement"),
    params: z.object({
      ...money,
      outcome: z.enum(["agreed", ...SETTLEMENT_OUTCOMES]),
      day: z.string(),
    }),
  }),
  z.object({
    code: z.literal("claim.assigned"),
    params: z.object({ assignedOn: z.string(), isUndone: z.boolean() }),
  }),
  z.object({
    code: z.literal("payment.surplus"),
    params: z.object({
      ...money,
      kind: z.enum(SURPLUS_KINDS),
      valueOn: z.string(),
      isUndone: z.boolean(),
    }),
  }),
  z.object({ code: z.literal("charge.reversed"), params: z.object(charge) }),
  z.object({
    code: z.literal("payment.recorded"),
    params: z.object({ ...money, valueOn: z.string(), variableSymbol: z.string().nullish() }),
  }),
  z.object({
    code: z.literal("payment.reversed"),
    params: z.object({ ...money, valueOn: z.string(), kind: z.enum(REVERSAL_KINDS) }),
  }),
  z.object({ code: z.literal("import.claims"), params: totals }),
  z.object({ code: z.literal("import.payments"), params: totals }),
  z.object({
    code: z.literal("schedule.created"),
    params: z.object({ ...money, count: z.number(), firstOn: z.string(), lastOn: z.string() }),
  }),
  z.object({
    code: z.literal("schedule.ended"),
    params: z.object({ ...money, kind: z.enum(SCHEDULE_ENDS) }),
  }),
  z.object({
    code: z.literal("schedule.broken"),
    params: z.object({ ...money, position: z.number(), count: z.number(), dueOn: z.string() }),
  }),
  z.object({
    code: z.literal("schedule.healed"),
    params: z.object({ position: z.number(), dueOn: z.string() }),
  }),
  z.object({
    code: z.literal("schedule.move_refused"),
    params: z.object({
      transition: z.string(),
      reasons: z.array(
        z.object({
          code: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      ),
    }),
  }),
  ...(["made", "kept", "broken", "reopened", "cancelled"] as const).map((turn) =>
    z.object({
      code: z.literal(`promise.${turn}`),
      params: z.object({ ...money, dueOn: z.string() }),
    }),
  ),
  ...(["began", "moved", "ended", "suspected", "doubt_ended", "named"] as const).map((turn) =>
    z.object({ code: z.literal(`insolvency.${turn}`), params: insolvency }),
  ),
  z.object({
    code: z.literal("insolvency.others"),
    params: z.object({ name: z.string(), others: z.string() }),
  }),
  z.object({
    code: z.literal("dunning.move_refused"),
    // The codes of the engine's refusals, joined by commas.
    params: z.object({ to: z.string(), reasons: z.string() }),
  }),
  z.object({
    code: z.literal("message.stopped"),
    params: z.object({
      reasons: z
        .string()
        .transform((text) => text.split(",").flatMap((each) => STOPS.get(each) ?? [])),
      channel: z.enum(CHANNELS),
      step: z.string().optional(),
    }),
  }),
  z.object({
    code: z.literal("message.left_out"),
    params: z.object({ channel: z.enum(CHANNELS), names: z.string() }),
  }),
  z.object({ code: z.literal("message.returned"), params: z.object(progress) }),
  z.object({ code: z.literal("message.delivered"), params: z.object(progress) }),
  z.object({
    code: z.literal("contact.held"),
    params: z.object({ kind: z.enum(HOLD_KINDS), untilOn: z.string() }),
  }),
  z.object({ code: z.literal("contact.released"), params: z.object({ kind: z.enum(HOLD_KINDS) }) }),
  z.object({
    code: z.literal("workflow.note"),
    params: z.object({ names: z.record(z.string(), z.string()) }),
  }),
]);

/** What the program writes on timelines: a code, and what its sentence needs. */
export type SystemEvent = z.infer<typeof schema>;

/** null: of a code that this interface does not know. */
export function systemEventOf(data: unknown): SystemEvent | null {
  const parsed = schema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
