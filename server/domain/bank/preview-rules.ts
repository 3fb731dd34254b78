import type { Tx } from "@/db/client";
import { DECIDED_REASONS, type MovementReason } from "@/db/values/bank";
import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading, type SystemActor } from "../context";
import { type SaveRulesInput, saveRulesInput } from "./inputs";
import { type Judged, judgeAll } from "./match-movements";
import { type MatchRules, readRules } from "./match-rules";

const CHUNK_ROWS = 2_000;
/** A dry run reads so many waiting movements, the newest; more of them would say the same. */
const PREVIEW_MAX = 10_000;
const EXAMPLES_MAX = 20;

export interface RulesPreview {
  /** Waiting movements that were looked at. */
  seenCount: number;
  /** There are more than were looked at. */
  isPartial: boolean;
  /** Of them the rules would book. */
  bookedCount: number;
  /** What would stand under another reason, and how many would. */
  changes: { before: MovementReason; after: MovementReason; isBooked: boolean; count: number }[];
  examples: {
    movementId: number;
    amountMinor: number;
    currency: string;
    symbol: string | null;
    before: MovementReason;
    after: MovementReason;
    isBooked: boolean;
  }[];
}

export async function listRules(ctx: Context): Promise<MatchRules> {
  authorize(ctx, "bank:read");
  return reading(ctx, readRules);
}

/**
 * What other rules would make of the movements that wait: a dry run of the very judgement that ships,
 * nothing is written. It sees the whole tenant, as matching does, and names no case.
 */
export async function previewRules(ctx: Context, raw: SaveRulesInput): Promise<RulesPreview> {
  authorize(ctx, "bank:accounts");
  const { rules } = saveRulesInput.parse(raw);
  const { tenantId, language } = ctx.actor;
  const machine: Context<SystemActor> = {
    ...ctx,
    ...{ tx: undefined, together: undefined },
    actor: { kind: "system", tenantId, job: "bank-preview", language },
  };
  return reading(machine, async (tx) => {
    const preview: RulesPreview = {
      ...{ seenCount: 0, isPartial: false, bookedCount: 0, changes: [], examples: [] },
    };
    let below: number | null = null;
    while (preview.seenCount < PREVIEW_MAX) {
      const chunk: Judged[] = await judgeBelow(tx, below, { rules, today: ctx.today });
      for (const judged of chunk) enter(preview, judged);
      preview.seenCount += chunk.length;
      if (chunk.length < CHUNK_ROWS) return preview;
      below = chunk[0]?.movementId ?? null;
    }
    return { ...preview, isPartial: true };
  });
}

function judgeBelow(
  tx: Tx,
  below: number | null,
  by: { rules: MatchRules; today: Day },
): Promise<Judged[]> {
  const { sql } = tx;
  const which = sql`
    where m.state = 'open' and m.reason <> all (${DECIDED_REASONS as string[]})
      ${below === null ? sql`` : sql`and m.id < ${below}`}
    order by m.id desc limit ${CHUNK_ROWS}`;
  return judgeAll(tx, { which, ...by });
}

function enter(preview: RulesPreview, judged: Judged): void {
  const { movementId, amountMinor, currency, symbol, before, reason: after } = judged;
  const isBooked = judged.certain !== null;
  if (isBooked) preview.bookedCount += 1;
  if (!isBooked && before === after) return;
  const known = preview.changes.find(
    (each) => each.before === before && each.after === after && each.isBooked === isBooked,
  );
  if (known) known.count += 1;
  else preview.changes.push({ before, after, isBooked, count: 1 });
  if (preview.examples.length < EXAMPLES_MAX) {
    const shown = { movementId, amountMinor, currency, symbol, before, after, isBooked };
    preview.examples.push(shown);
  }
}
