import type { Tx } from "@/db/client";
import { rateEntries } from "@/db/schema";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { DELIVERED_RATES, parseRate, rateText, type SeriesCode } from "../law";
import { type SaveRateInput, saveRateInput } from "./inputs";
import { lockRates, readRateBook } from "./rate-book";

/**
 * A person enters a central bank's rate beyond the delivered table, corrects it (the same first day
 * again), or takes it back (no rate). Interest that it touches is computed anew by the fact
 * `rates.changed`. Throws invalid `claims.rate_range`, `claims.rate_days`, `claims.rate_delivered` for days that the
 * delivered table knows, `claims.rate_gap` where days before it would stay unknown,
 * conflict `claims.rate_busy` where something long is being booked.
 */
export async function saveRate(ctx: Context, raw: SaveRateInput): Promise<void> {
  authorize(ctx, "settings:register");
  const { series, fromOn, ratePercent, knownUntil, source } = saveRateInput.parse(raw);
  const rate = ratePercent === null ? null : parseRate(ratePercent);
  if (ratePercent !== null && (rate === null || rate > PERCENT_MAX)) {
    throw new DomainError("invalid", "claims.rate_range");
  }
  if (knownUntil < fromOn) throw new DomainError("invalid", "claims.rate_days");
  return inTransaction(ctx, async (inner, tx) => {
    await lockRates(tx);
    await refuseDays(tx, { series, fromOn, isTakenBack: rate === null });
    const percent = rate === null ? null : rateText(rate);
    await tx.insert(rateEntries).values({
      ...{ series, fromOn, knownUntil, source, ratePercent: percent },
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    });
    await outdate(tx, { series, fromOn });
    await writeAudit(inner, {
      action: "claims.save-rate",
      entity: "rate_series",
      entityId: null,
      after: { series, fromOn, ratePercent: percent, knownUntil, source },
    });
    await writeFact(inner, { name: "rates.changed", payload: { series, fromOn } });
  });
}

/** 100 % in ten-thousandths of a percent: a central bank's rate above it is a slip of the finger. */
const PERCENT_MAX = 1_000_000;

async function refuseDays(
  tx: Tx,
  { series, fromOn, isTakenBack }: { series: SeriesCode; fromOn: Day; isTakenBack: boolean },
): Promise<void> {
  const delivered = DELIVERED_RATES.series.find(({ code }) => code === series);
  if (delivered && fromOn <= delivered.knownUntil) {
    throw new DomainError("invalid", "claims.rate_delivered", { day: delivered.knownUntil });
  }
  if (isTakenBack) return;
  const known = (await readRateBook(tx)).series.find(({ code }) => code === series);
  if (known && fromOn > addDays(known.knownUntil, 1)) {
    throw new DomainError("invalid", "claims.rate_gap", { day: addDays(known.knownUntil, 1) });
  }
}

/**
 * Positions that a rate of that day may change end before it, until they are computed anew; what grows
 * no more (paid, ended) may have grown on that day.
 */
async function outdate(
  { sql }: Tx,
  { series, fromOn }: { series: SeriesCode; fromOn: Day },
): Promise<void> {
  const regimes = series === "cnb-repo" ? ["cz-statutory"] : SK_REGIMES;
  await sql`
    update interest_positions p
       set through_on = least(p.through_on, ${fromOn}::date - 1, p.until_on),
           until_on = least(p.through_on, ${fromOn}::date - 1, p.until_on)
      from interest_terms t
     where t.component_id = p.component_id
       and (t.regime = any(${regimes}) or t.limit_from is not null)
       and (p.until_on is not null or t.delay_from >= ${fromOn}::date
            or (p.per_day_minor = 0 and p.per_day_rest = 0 and p.through_on >= ${fromOn}::date))`;
}

const SK_REGIMES = ["sk-civil", "sk-commercial-half-year", "sk-commercial-fixed"];
