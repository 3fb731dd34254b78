import type { ComponentKind, DayCount, InterestRegime } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { rateText } from "../law";
import { type AccrualTerms, perDayMinor } from "./accrual";
import { openPrincipal } from "./accrued";
import type { CaseLedger } from "./ledger";

export interface InterestItem {
  regime: InterestRegime;
  dayCount: DayCount;
  fromOn: Day;
  toOn: Day | null;
  /** Percent a year on the day that is shown, "11.75"; null where it is not known. */
  ratePercent: string | null;
  perDayMinor: number;
  /** The first day whose rate nobody has told us; what grew since is not counted. */
  unknownFrom: Day | null;
}

/** A component that grows, with the claim it belongs to. */
export interface Growing {
  id: number;
  claimId: number;
  kind: ComponentKind;
  description: string;
  interest: InterestItem;
}

/** The components that grow, as they stand on a day. */
export function interestItems({ books, allocated: entries }: CaseLedger, day: Day): Growing[] {
  return [...books.values()].flatMap(({ charges, accruals }) =>
    accruals.map(
      ({ componentKey: id, claimKey: claimId, kind, componentLabel, stored, terms }) => ({
        ...{ id, claimId, kind: kind as ComponentKind, description: componentLabel },
        interest: {
          ...{ regime: stored.regime, dayCount: stored.dayCount },
          ...{ fromOn: stored.fromOn, toOn: stored.toOn },
          ratePercent: rateOnDay(terms, day),
          perDayMinor: perDayMinor(terms, openPrincipal({ charges, entries }, claimId, day), day),
          unknownFrom: terms.path.unknownFrom,
        },
      }),
    ),
  );
}

function rateOnDay({ path, from }: AccrualTerms, day: Day): string | null {
  const on = day < from ? from : day;
  if (path.unknownFrom !== null && on >= path.unknownFrom) return null;
  const step = path.steps.findLast((each) => each.from <= on);
  return step ? rateText(step.rate) : null;
}
