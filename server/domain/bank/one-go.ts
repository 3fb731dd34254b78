import type { Verdict } from "./verdict";

interface Certain extends Verdict {
  amountMinor: number;
  owedMinor: number;
}

/**
 * Which verdicts stand whatever the others bring, in the order of the bank. A payment changes what is
 * owed on its case, and with it what may be said of the next one; but not as long as it leaves
 * something owed on the very claim that it names. So movements of a case go on being taken until one
 * pays its claim off, or names none: the rest of that case is judged again when this is booked.
 */
export function inOneGo<V extends Certain>(verdicts: readonly V[]): V[] {
  const left = new Map<number, number>();
  const closed = new Set<number>();
  return verdicts.filter(({ certain, amountMinor, owedMinor }) => {
    if (!certain) return true;
    const { caseId, claimId } = certain;
    if (closed.has(caseId)) return false;
    const rest = claimId === null ? 0 : (left.get(claimId) ?? owedMinor) - amountMinor;
    if (claimId !== null) left.set(claimId, rest);
    if (rest <= 0) closed.add(caseId);
    return true;
  });
}
