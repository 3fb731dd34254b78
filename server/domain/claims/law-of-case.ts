import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { DebtorType, Jurisdiction, LawAspect, LawStage } from "@/db/values/law";
import type { Day } from "@/server/kernel/days";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { type LawOn, type Overrides, RULE_PACK_VERSION, type Ruling, ruleOf } from "../law";
import { type CaseLaw, debtorOf, lawOn, readCaseLaw, readOverrides } from "./case-law";
import { caseIdInput } from "./inputs";

/** What somebody said of the case's law. */
export interface LawStatement {
  aspect: LawAspect;
  value: string | null;
  fromOn: Day | null;
  reason: string;
  byName: string | null;
  bookedAt: Date;
}

/** The pack that a currency's claims stand under today. */
export interface CurrencyLaw {
  currency: Currency;
  jurisdiction: Jurisdiction;
  debtor: DebtorType;
  stage: LawStage;
  order: Ruling<"order"> | null;
  flatCosts: Ruling<"flatCostsMinor"> | null;
  penaltyDay: Ruling<"penaltyDayPercent"> | null;
  penaltyCredit: Ruling<"penaltyCreditPercent"> | null;
  penaltyTotal: Ruling<"penaltyTotalMinor"> | null;
  creditLimit: Ruling<"creditLimitDays"> | null;
}

export interface LawOfCase {
  packVersion: string;
  debtor: DebtorType | null;
  /** The agreed order of the group or the company; null where the pack decides. */
  agreedOrder: string | null;
  laws: CurrencyLaw[];
  statements: LawStatement[];
}

/** Under what law a case stands today, why, and what follows of it. */
export async function lawOfCase(
  ctx: Context,
  raw: z.input<typeof caseIdInput>,
): Promise<LawOfCase> {
  authorize(ctx, "claims:read");
  const { caseId } = caseIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [, [law], overrides, statements, agreedOrder] = await Promise.all([
      requireCase(tx, caseId),
      readCaseLaw(tx, [caseId], { forOrder: false }),
      readOverrides(tx),
      statementsOf(tx, caseId),
      agreedOrderOf(tx, caseId),
    ]);
    return {
      packVersion: RULE_PACK_VERSION,
      debtor: law ? debtorOf(law) : null,
      agreedOrder,
      laws: law ? CURRENCIES.flatMap((each) => lawIn(law, each, { on: ctx.today, overrides })) : [],
      statements,
    };
  });
}

function lawIn(
  law: CaseLaw,
  currency: Currency,
  { on, overrides }: { on: Day; overrides: Overrides },
): CurrencyLaw[] {
  const at: LawOn | null = lawOn(law, { currency, on });
  if (!at) return [];
  const { jurisdiction, debtor, stage } = at;
  return [
    {
      ...{ currency, jurisdiction, debtor, stage },
      order: ruleOf("order", at, overrides),
      flatCosts: ruleOf("flatCostsMinor", at, overrides),
      penaltyDay: ruleOf("penaltyDayPercent", at, overrides),
      penaltyCredit: ruleOf("penaltyCreditPercent", at, overrides),
      penaltyTotal: ruleOf("penaltyTotalMinor", at, overrides),
      creditLimit: ruleOf("creditLimitDays", at, overrides),
    },
  ];
}

const statementsOf = async ({ sql }: Tx, caseId: number): Promise<LawStatement[]> => [
  ...(await sql<LawStatement[]>`
    select s.aspect, s.value, s.from_on as "fromOn", s.reason, o.name as "byName",
           s.booked_at as "bookedAt"
      from case_law s left join operators o on o.id = s.booked_by
     where s.case_id = ${caseId} order by s.id desc`),
];

async function agreedOrderOf({ sql }: Tx, caseId: number): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select p.name from cases k
      left join case_groups g on g.id = k.group_id
      join allocation_profiles p on p.id = g.allocation_profile_id
                                 or (g.allocation_profile_id is null and p.is_default)
     where k.id = ${caseId}`;
  return row?.name ?? null;
}
