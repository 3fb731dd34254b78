import type { Tx } from "@/db/client";
import type { DebtorType, Jurisdiction, LawAspect, LawStage } from "@/db/values/law";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { OWING_ROLES } from "../cases";
import {
  type LawOn,
  type Overrides,
  RULE_PACK_VERSION,
  type Ruling,
  ruleOf,
  turningDays,
} from "../law";
import type { OrderTurn, Profile } from "./allocation";

/** A line of `case_law`: what a person said, from a day on where it is a stage. */
export interface StatedLaw {
  id: number;
  aspect: LawAspect;
  /** null: what was said of it before is taken back. */
  value: string | null;
  fromOn: Day | null;
}

/** What decides which rules a case falls under. */
export interface CaseLaw {
  caseId: number;
  /** Everybody who owes is a natural person without a trade; null: nobody is named as owing. */
  isConsumer: boolean | null;
  stated: readonly StatedLaw[];
}

/**
 * What decides the law of these cases. `forOrder`: only of those whose order of payment no agreement
 * (the group's, the tenant's default) has settled; a tenant with a default pays nothing for it.
 */
export const readCaseLaw = (
  { sql }: Tx,
  ids: readonly number[],
  { forOrder }: { forOrder: boolean },
) => sql<CaseLaw[]>`
  select l.* from unnest(${ids as number[]}::bigint[]) as w (id) cross join lateral (
    select k.id as "caseId",
           (select bool_and(p.kind = 'natural_person' and p.registration_no is null)
              from case_parties cp join parties p on p.id = cp.party_id
             where cp.case_id = k.id and cp.role = any(${OWING_ROLES})) as "isConsumer",
           coalesce((select json_agg(json_build_object('id', s.id, 'aspect', s.aspect,
                             'value', s.value, 'fromOn', s.from_on) order by s.id)
                       from case_law s where s.case_id = k.id), '[]') as stated
      from cases k
     where k.id = w.id
       ${
         forOrder
           ? sql`and not exists (select from allocation_profiles where is_default)
                 and not exists (select from case_groups g
                                  where g.id = k.group_id and g.allocation_profile_id is not null)`
           : sql``
       }
    offset 0) l`;

/** The tenant's own values of figures; the newest of each, without those that were taken back. */
export async function readOverrides({ sql }: Tx): Promise<Overrides> {
  const rows = await sql<{ figure: string; value: unknown }[]>`
    select distinct on (figure) figure, value from rule_overrides order by figure, id desc`;
  return new Map(rows.flatMap(({ figure, value }) => (value === null ? [] : [[figure, value]])));
}

/** The newest statement of an aspect that is no stage. */
function said({ stated }: CaseLaw, aspect: "jurisdiction" | "debtor"): string | null {
  return stated.findLast((each) => each.aspect === aspect)?.value ?? null;
}

export const jurisdictionOf = (law: CaseLaw, currency: Currency): Jurisdiction =>
  (said(law, "jurisdiction") as Jurisdiction | null) ?? (currency === "CZK" ? "CZ" : "SK");

/** null: nobody owes yet, and nobody has said as what they would. */
export function debtorOf(law: CaseLaw): DebtorType | null {
  const stated = said(law, "debtor") as DebtorType | null;
  if (stated) return stated;
  return law.isConsumer === null ? null : law.isConsumer ? "consumer" : "business";
}

/** The stages by day, earliest first; of one day the newest statement counts. */
export function stagesOf({ stated }: CaseLaw): { from: Day; stage: LawStage }[] {
  const byDay = new Map<Day, string | null>();
  for (const { aspect, fromOn, value } of stated) {
    if (aspect === "stage" && fromOn) byDay.set(fromOn, value);
  }
  return [...byDay]
    .flatMap(([from, stage]) => (stage ? [{ from, stage: stage as LawStage }] : []))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Before court, until a person says otherwise. */
export const stageOn = (law: CaseLaw, on: Day): LawStage =>
  stagesOf(law).findLast(({ from }) => from <= on)?.stage ?? "beforeCourt";

/** Under what law a case stands on a day; null where nobody is known to owe. */
export function lawOn(
  law: CaseLaw,
  { currency, on }: { currency: Currency; on: Day },
): LawOn | null {
  const debtor = debtorOf(law);
  if (!debtor) return null;
  return { jurisdiction: jurisdictionOf(law, currency), debtor, stage: stageOn(law, on), on };
}

/** A pack's order of payment, with the days on which it turns. */
export interface LawfulOrder {
  profile: Profile;
  turns: OrderTurn[];
  packVersion: string;
}

const FIRST_DAY: Day = "1900-01-01";
/** An order of the tenant's own in the place of the pack's is told apart in what is stored. */
const OWN = "/own";

/**
 * Orders of payment by the packs, worked out once for all cases that stand alike. Several debts are
 * paid one after the other, the earliest first (§ 1933 of the Czech civil code).
 */
export function orderBook(overrides: Overrides) {
  const orders = new Map<string, LawfulOrder | null>();
  const profiles = new Map<string, Profile>();
  const profileOf = ({ value }: Ruling<"order">): Profile => {
    const key = JSON.stringify(value);
    const known = profiles.get(key) ?? { kindOrder: value, isClaimFirst: true };
    profiles.set(key, known);
    return known;
  };
  const workOut = (law: CaseLaw, currency: Currency): LawfulOrder | null => {
    const jurisdiction = jurisdictionOf(law, currency);
    const days = [
      FIRST_DAY,
      ...turningDays("order", jurisdiction),
      ...stagesOf(law).map(({ from }) => from),
    ].sort();
    let packVersion = RULE_PACK_VERSION;
    const turns: OrderTurn[] = [];
    for (const from of days) {
      const at = lawOn(law, { currency, on: from });
      const rule = at && ruleOf("order", at, overrides);
      if (!rule) return null;
      if (rule.isOverridden) packVersion = RULE_PACK_VERSION + OWN;
      const profile = profileOf(rule);
      if (turns.at(-1)?.profile !== profile) turns.push({ from, profile });
    }
    const [first, ...rest] = turns;
    return first ? { profile: first.profile, turns: rest, packVersion } : null;
  };
  return (law: CaseLaw, currency: Currency): LawfulOrder | null => {
    const stages = stagesOf(law).map(({ from, stage }) => `${from} ${stage}`);
    const key = [jurisdictionOf(law, currency), debtorOf(law), ...stages].join("|");
    const known = orders.get(key);
    if (known !== undefined) return known;
    const order = workOut(law, currency);
    orders.set(key, order);
    return order;
  };
}
