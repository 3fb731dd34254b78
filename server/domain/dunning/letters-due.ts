import type { Tx } from "@/db/client";
import type { StopReason } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { stopOf } from "../messages";
import { dueClaimsSql, type PlanQuestion } from "./plan-sql";
import type { DunningStep } from "./step";

export interface DueClaim {
  claimId: number;
  caseId: number;
  anchorOn: Day;
  step: DunningStep;
}

/** One letter of a day: the claims of a debtor that are due together, by the highest of their steps. */
export interface DueLetter {
  debtorPartyId: number | null;
  currency: Currency;
  /** The lowest case first: it gives the letter its name. */
  caseIds: number[];
  step: DunningStep;
  claims: DueClaim[];
  stop: StopReason | null;
}

interface Row {
  claimId: number;
  caseId: number;
  debtorPartyId: number | null;
  gatherKey: number;
  currency: Currency;
  anchorOn: Day;
  step: number;
  rank: number | null;
}

/** The letters of some cases on a day, of the steps that are allowed. */
export async function readDueLetters(
  tx: Tx,
  question: PlanQuestion,
  isAllowed: (step: DunningStep) => boolean,
): Promise<DueLetter[]> {
  const rows = await tx.sql<Row[]>`
    select claim_id as "claimId", case_id as "caseId", debtor_party_id as "debtorPartyId",
           gather_key as "gatherKey", currency, anchor_on as "anchorOn", step, rank
      from (${dueClaimsSql(tx, question)}) d order by case_id, claim_id`;
  return gather(rows, question.plan.steps, isAllowed);
}

/** The same rule as `lettersSql`, over rows in memory; a test holds the two together. */
export function gather(
  rows: readonly Row[],
  steps: readonly DunningStep[],
  isAllowed: (step: DunningStep) => boolean,
): DueLetter[] {
  const letters = new Map<string, DueLetter>();
  for (const row of rows) {
    const step = steps[row.step - 1];
    if (!step || !isAllowed(step)) continue;
    const key = [row.debtorPartyId, row.gatherKey, row.currency, row.rank].join(" ");
    const claim: DueClaim = {
      claimId: row.claimId,
      caseId: row.caseId,
      anchorOn: row.anchorOn,
      step,
    };
    const known = letters.get(key);
    if (!known) {
      letters.set(key, {
        ...{ debtorPartyId: row.debtorPartyId, currency: row.currency, caseIds: [row.caseId] },
        ...{ step, claims: [claim], stop: row.rank === null ? null : stopOf(row.rank) },
      });
      continue;
    }
    known.claims.push(claim);
    if (!known.caseIds.includes(row.caseId)) known.caseIds.push(row.caseId);
    if (steps.indexOf(step) > steps.indexOf(known.step)) known.step = step;
  }
  return [...letters.values()];
}
