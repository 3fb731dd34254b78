import type { Tx } from "@/db/client";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import type { Context } from "../context";
import { type LawOn, type Overrides, parseRate, ruleOf } from "../law";
import { lawOn, readCaseLaw, readOverrides } from "./case-law";

/** What the pack of a case adds to agreed terms. */
export interface LawfulTerms {
  ratePer: "year" | "day";
  capMinor: number | null;
  limitFrom: Day | null;
}

interface Asked {
  claimId: number;
  caseId: number;
  currency: Currency;
  kind: "interest" | "lateInterest" | "contractualPenalty";
  ratePercent: string | null;
  delayFrom: Day;
  creditMinor: number | null;
  isConsumerCredit: boolean;
}

const PLAIN: LawfulTerms = { ratePer: "year", capMinor: null, limitFrom: null };
/** Half of a haler is no haler: of a cap the law's side is taken. */
const shareOf = (creditMinor: number, percent: string): number =>
  Number((BigInt(creditMinor) * BigInt(parseRate(percent) ?? 0)) / 1_000_000n);

/**
 * The law's bounds on agreed interest and penalties (§ 122 of the Czech act 257/2016, where the pack
 * has them): percent a day and a cap in total for a penalty, the law's rate after 90 days of delay for
 * a consumer credit. Between businesses what was agreed stands. Throws `claims.penalty_rate_too_high`,
 * `claims.penalty_credit_missing`, `claims.penalty_cap_reached`.
 */
export async function lawfulTerms(ctx: Context, tx: Tx, asked: Asked): Promise<LawfulTerms> {
  const { kind, caseId, currency, delayFrom, isConsumerCredit } = asked;
  if (kind !== "contractualPenalty" && !isConsumerCredit) return PLAIN;
  const [law] = await readCaseLaw(tx, [caseId], { forOrder: false });
  const at = law ? lawOn(law, { currency, on: ctx.today }) : null;
  if (!at) throw new DomainError("precondition", "claims.no_law");
  const overrides = await readOverrides(tx);
  if (kind === "contractualPenalty") return penaltyTerms(tx, asked, { at, overrides });
  const limit = ruleOf("creditLimitDays", at, overrides);
  return { ...PLAIN, limitFrom: limit ? addDays(delayFrom, limit.value) : null };
}

async function penaltyTerms(
  tx: Tx,
  { claimId, ratePercent, creditMinor }: Asked,
  { at, overrides }: { at: LawOn; overrides: Overrides },
): Promise<LawfulTerms> {
  const perDay = ruleOf("penaltyDayPercent", at, overrides);
  if (perDay && (parseRate(ratePercent ?? "") ?? 0) > (parseRate(perDay.value) ?? 0)) {
    throw new DomainError("invalid", "claims.penalty_rate_too_high", { max: perDay.value });
  }
  const share = ruleOf("penaltyCreditPercent", at, overrides);
  const total = ruleOf("penaltyTotalMinor", at, overrides);
  if (share && !creditMinor) throw new DomainError("invalid", "claims.penalty_credit_missing");
  const caps = [
    ...(share && creditMinor ? [shareOf(creditMinor, share.value)] : []),
    ...(total ? [total.value] : []),
  ];
  if (caps.length === 0) return { ...PLAIN, ratePer: "day" };
  const capMinor = Math.min(...caps) - (await chargedPenalties(tx, claimId));
  if (capMinor <= 0) throw new DomainError("precondition", "claims.penalty_cap_reached");
  return { ratePer: "day", capMinor, limitFrom: null };
}

/** What of the cap is taken already: penalties charged to the claim, and what others may grow to. */
async function chargedPenalties({ sql }: Tx, claimId: number): Promise<number> {
  const [row] = await sql<{ minor: number }[]>`
    select (coalesce((select sum(e.amount_minor) from component_entries e
                        join claim_components m on m.id = e.component_id
                       where m.claim_id = ${claimId} and m.kind = 'contractualPenalty'
                         and e.act_id is null and e.amount_minor > 0
                         and not exists (select from component_entries r
                                          where r.reverses_id = e.id)), 0)
          + coalesce((select sum(t.cap_minor) from claim_components m
                        join lateral (select * from interest_terms t where t.component_id = m.id
                                       order by t.id desc limit 1) t on true
                       where m.claim_id = ${claimId} and m.kind = 'contractualPenalty'
                         and (t.to_on is null or t.to_on >= t.from_on)), 0))::bigint as minor`;
  return row?.minor ?? 0;
}
