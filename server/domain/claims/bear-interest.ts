import type { Tx } from "@/db/client";
import type { InterestRule } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFacts } from "../events";
import {
  isRateAhead,
  LATE_INTEREST_VERSION,
  type Overrides,
  type RateBook,
  type Regime,
  ruleOf,
  statutoryRates,
} from "../law";
import { type CaseLaw, lawOn, readCaseLaw, readOverrides } from "./case-law";
import { delayFromOf } from "./interest-terms";
import { readRateBook } from "./rate-book";

interface Candidate {
  claimId: number;
  caseId: number;
  currency: Currency;
  dueOn: Day;
  /** What its group, else the company, wants of new claims. */
  rule: InterestRule;
  hasPrincipal: boolean;
  isRunning: boolean;
  isStopped: boolean;
}

type Start = Candidate & { regime: Regime; dayCount: "act365" | "actAct" };

export interface Borne {
  started: { claimId: number; caseId: number }[];
  refused: { claimId: number; code: string }[];
}

/**
 * Starts late interest on claims from the day after each is due: by their group's or the company's
 * default, or by a rule that a person names. In a handful of statements however many they are. What
 * cannot bear interest is answered with its reason. Not a verb: the caller has asked for the right,
 * holds the cases' locks and recomputes them.
 */
export async function bearInterest(
  ctx: Context,
  tx: Tx,
  { claimIds, rule }: { claimIds: readonly number[]; rule: InterestRule | "default" },
): Promise<Borne> {
  const candidates = await candidatesOf(ctx, tx, claimIds);
  const borne: Borne = { started: [], refused: [] };
  const wanted = candidates
    .map((each) => (rule === "default" ? each : { ...each, rule }))
    .filter((each) => each.rule !== "none" && each.rule !== "inherit");
  if (wanted.length === 0) return borne;
  const [overrides, book] = await Promise.all([readOverrides(tx), readRateBook(tx)]);
  const caseIds = [...new Set(wanted.map(({ caseId }) => caseId))];
  const laws = new Map(
    (await readCaseLaw(tx, caseIds, { forOrder: false })).map((law) => [law.caseId, law]),
  );
  const starts: Start[] = [];
  for (const each of wanted) {
    const found = startOf(ctx, each, { law: laws.get(each.caseId), overrides, book });
    if (typeof found === "string") borne.refused.push({ claimId: each.claimId, code: found });
    else starts.push(found);
  }
  await write(ctx, tx, starts);
  borne.started = starts.map(({ claimId, caseId }) => ({ claimId, caseId }));
  return borne;
}

/** The regime that it would bear interest by, or why it cannot. */
function startOf(
  ctx: Context,
  claim: Candidate,
  { law, overrides, book }: { law: CaseLaw | undefined; overrides: Overrides; book: RateBook },
): Start | string {
  if (!claim.hasPrincipal) return "claims.no_principal";
  if (claim.isRunning) return "claims.interest_running";
  if (claim.isStopped) return "claims.interest_stopped";
  const at = law ? lawOn(law, { currency: claim.currency, on: ctx.today }) : null;
  const dayCount = (at && ruleOf("dayCount", at, overrides)?.value) ?? "act365";
  const lawful = at && ruleOf("lateInterest", at, overrides)?.value;
  const regime = claim.rule === "pack" ? lawful : (claim.rule as Regime);
  if (!regime) return "claims.no_law";
  // Where the table ends it waits for its rate; where the law says nothing it would wait for ever.
  const until = delayFromOf(claim.dueOn);
  const isUnknown = statutoryRates(regime, until, { until, book }).steps.length === 0;
  if (isUnknown && !isRateAhead(regime, until, book)) return "claims.rate_unknown";
  return { ...claim, regime, dayCount };
}

const candidatesOf = ({ today }: Context, { sql }: Tx, claimIds: readonly number[]) =>
  sql<Candidate[]>`
  select c.id as "claimId", c.case_id as "caseId", c.currency, c.due_on as "dueOn",
         coalesce(nullif((select r.rule from interest_rules r where r.group_id = k.group_id
                           order by r.id desc limit 1), 'inherit'),
                  (select r.rule from interest_rules r where r.group_id is null
                    order by r.id desc limit 1), 'none') as rule,
         exists (select from claim_components m
                  where m.claim_id = c.id and m.kind = 'principal') as "hasPrincipal",
         exists (select from claim_components m
                   join lateral (select from_on, to_on from interest_terms t
                                  where t.component_id = m.id order by t.id desc limit 1) t on true
                  where m.claim_id = c.id and m.kind = 'lateInterest'
                    and (t.to_on is null or t.to_on >= t.from_on)) as "isRunning",
         exists (select from case_tags ct join tags g on g.id = ct.tag_id
                  where ct.case_id = c.case_id and ct.removed_at is null
                    and not ct.is_interest_kept
                    and 'stop_interest' = any(g.effects)
                    and (ct.ends_on is null or ct.ends_on >= ${today}::date)) as "isStopped"
    from claims c join cases k on k.id = c.case_id
   where c.id = any(${claimIds as number[]}) and c.voided_at is null and k.voided_at is null
   order by c.id`;

async function write(ctx: Context, { sql }: Tx, starts: readonly Start[]): Promise<void> {
  if (starts.length === 0) return;
  const author = authorOf(ctx.actor).id;
  const rows = await sql<{ id: number; claimId: number }[]>`
    insert into claim_components (claim_id, kind, description, created_at)
    select id, 'lateInterest', '', ${ctx.now}
      from unnest(${starts.map(({ claimId }) => claimId)}::bigint[]) as id order by id
    returning id, claim_id as "claimId"`;
  const componentOf = new Map(rows.map(({ id, claimId }) => [claimId, id]));
  const components = starts.map(({ claimId }) => componentOf.get(claimId) ?? 0);
  await sql`
    insert into interest_terms (component_id, regime, day_count, delay_from, from_on, pack_version,
                                booked_at, booked_by)
    select n.component_id, n.regime, n.day_count, n.from_on::date, n.from_on::date,
           ${LATE_INTEREST_VERSION}, ${ctx.now}, ${author}
      from unnest(${components}::bigint[], ${starts.map(({ regime }) => regime)}::text[],
                  ${starts.map(({ dayCount }) => dayCount)}::text[],
                  ${starts.map(({ dueOn }) => delayFromOf(dueOn))}::text[])
           as n (component_id, regime, day_count, from_on)`;
  await writeAudit(
    ctx,
    starts.map(({ claimId, caseId, regime, dayCount, dueOn }) => ({
      ...{ action: "claims.start-interest", entity: "claim", entityId: claimId, caseId },
      after: { kind: "lateInterest", regime, dayCount, fromOn: delayFromOf(dueOn) },
    })),
  );
  await writeFacts(
    ctx,
    starts.map(({ claimId, caseId }, i) => ({
      name: "claim.charged" as const,
      payload: { claimId, caseId, componentId: components[i] ?? 0 },
    })),
  );
  await writeSystemEvents(
    ctx,
    starts.map(({ caseId, dueOn }) => ({
      ...{ caseId, code: "claim.interest_started" },
      params: { kind: "lateInterest", fromOn: delayFromOf(dueOn) },
    })),
  );
}
