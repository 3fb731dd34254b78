import { z } from "zod";
import { COMPONENT_KINDS, DAY_COUNTS } from "@/db/values/claims";
import {
  DEBTOR_TYPES,
  type DebtorType,
  JURISDICTIONS,
  type Jurisdiction,
  LAW_STAGES,
  type LawStage,
  type RuleTopic,
} from "@/db/values/law";
import { type Day, isDay } from "@/server/kernel/days";
import raw from "./data/rule-packs.json";
import { parseRate } from "./rate";
import { REGIMES } from "./regimes";

const percent = z.string().refine((text) => parseRate(text) !== null);
const minor = z.number().int().positive().max(1_000_000_000_000);
/** Every kind stands in an order once; what a person writes over a figure passes here too. */
const order = z.array(z.array(z.enum(COMPONENT_KINDS)).min(1)).refine((kinds) => {
  const all = kinds.flat();
  return all.length === COMPONENT_KINDS.length && new Set(all).size === all.length;
});

/** What the figures of each topic look like. */
export const RULE_VALUES = {
  order,
  lateInterest: z.enum(REGIMES),
  dayCount: z.enum(DAY_COUNTS),
  /** Percent of what is overdue, a day. */
  penaltyDayPercent: percent,
  /** Percent of the whole credit, of all penalties together. */
  penaltyCreditPercent: percent,
  penaltyTotalMinor: minor,
  flatCostsMinor: minor,
  /** After so many days of delay only interest at the level of the law is owed. */
  creditLimitDays: z.number().int().positive().max(3_650),
} as const satisfies Record<RuleTopic, z.ZodType>;

export type RuleValue<T extends RuleTopic> = z.output<(typeof RULE_VALUES)[T]>;

const day = z.string().refine(isDay).nullable();
const scope = {
  code: z.string(),
  jurisdiction: z.enum(JURISDICTIONS),
  debtors: z.array(z.enum(DEBTOR_TYPES)).min(1),
  stages: z.array(z.enum(LAW_STAGES)).min(1),
  from: day,
  to: day,
  source: z.string().min(1),
  lookedUpOn: z.string().refine(isDay),
  unsure: z.boolean(),
};
const figure = <T extends RuleTopic>(topic: T) =>
  z.object({ ...scope, topic: z.literal(topic), value: RULE_VALUES[topic] });

const schema = z.object({
  version: z.string(),
  figures: z.array(
    z.discriminatedUnion("topic", [
      figure("order"),
      figure("lateInterest"),
      figure("dayCount"),
      figure("penaltyDayPercent"),
      figure("penaltyCreditPercent"),
      figure("penaltyTotalMinor"),
      figure("flatCostsMinor"),
      figure("creditLimitDays"),
    ]),
  ),
});

const pack = schema.parse(raw);

/** One figure of the law: for whom, when, from where, and whether a lawyer has yet to confirm it. */
export type Figure = (typeof pack.figures)[number];

/** Stored with every calculation that a pack decided. */
export const RULE_PACK_VERSION = pack.version;

export const ruleFigures = (): readonly Figure[] => pack.figures;

/** What a tenant put in the place of figures that a lawyer has yet to confirm, by their codes. */
export type Overrides = ReadonlyMap<string, unknown>;

export interface LawOn {
  jurisdiction: Jurisdiction;
  debtor: DebtorType;
  stage: LawStage;
  on: Day;
}

export interface Ruling<T extends RuleTopic> {
  code: string;
  value: RuleValue<T>;
  source: string;
  lookedUpOn: Day;
  unsure: boolean;
  /** The tenant's own value stands in the place of the pack's. */
  isOverridden: boolean;
}

/**
 * The figure of a topic that holds for a debtor on a day; null where the law gives none (no flat
 * costs against a consumer, no cap between businesses).
 */
export function ruleOf<T extends RuleTopic>(
  topic: T,
  { jurisdiction, debtor, stage, on }: LawOn,
  overrides: Overrides = NOTHING,
): Ruling<T> | null {
  const found = pack.figures.find(
    (each) =>
      each.topic === topic &&
      each.jurisdiction === jurisdiction &&
      each.debtors.includes(debtor) &&
      each.stages.includes(stage) &&
      (each.from === null || each.from <= on) &&
      (each.to === null || on <= each.to),
  );
  if (!found) return null;
  const { code, source, lookedUpOn, unsure } = found;
  // Only what is unsure is a setting; a figure confirmed since outlives what was set before.
  const isOverridden = unsure && overrides.has(code);
  const value = (isOverridden ? overrides.get(code) : found.value) as RuleValue<T>;
  return { code, value, source, lookedUpOn, unsure, isOverridden };
}

const NOTHING: Overrides = new Map();

/** The days on which a topic's figures begin to hold, earliest first: between them nothing changes. */
export function turningDays(topic: RuleTopic, jurisdiction: Jurisdiction): Day[] {
  const days = pack.figures.flatMap((each) =>
    each.topic === topic && each.jurisdiction === jurisdiction && each.from ? [each.from] : [],
  );
  return [...new Set(days)].sort();
}
