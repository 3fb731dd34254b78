import { addDays, type Day } from "@/server/kernel/days";
import type { NoticeFacts } from "../templates";
import type { DueLetter } from "./letters-due";
import type { DunningPlan } from "./step";

/** Days to pay where no step follows: what is usual, and § 142a o. s. ř. asks for seven at least. */
const LAST_DEADLINE_DAYS = 10;

interface Sent {
  plan: DunningPlan;
  today: Day;
  /** Claims whose fee was booked now: what was spared or booked before is not announced again. */
  charged: ReadonlyMap<number, number>;
}

/** What a letter says of itself: the fee booked with it, its place in the plan, what comes next. */
export function noticeOf(letter: DueLetter, { plan, today, charged }: Sent): NoticeFacts {
  const { step } = letter;
  const claims = letter.claims.filter(({ claimId }) => charged.has(claimId));
  const place = plan.steps.findIndex(({ id }) => id === step.id);
  const next = plan.steps
    .slice(place + 1)
    .find(
      ({ currency, categories }) =>
        currency === step.currency && isShared(categories, step.categories),
    );
  const nextOn = next ? addDays(today, Math.max(1, next.dayOffset - step.dayOffset)) : null;
  return {
    feeMinor: claims.reduce((sum, claim) => sum + claim.step.feeMinor, 0),
    feeText: step.feeDescription || step.templateName,
    stepName: step.templateName,
    order: place + 1,
    deadlineOn: nextOn ? addDays(nextOn, -1) : addDays(today, LAST_DEADLINE_DAYS),
    nextOn,
    nextName: next?.templateName ?? null,
  };
}

const isShared = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((each) => b.includes(each));
