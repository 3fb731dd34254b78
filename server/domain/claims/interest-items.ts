import type {
  CapitalMonths,
  ComponentKind,
  DayCount,
  InterestRegime,
  RatePeriod,
} from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { parseRate, rateText } from "../law";
import { type AccrualTerms, perDayMinor } from "./accrual";
import { accruedLines, bearingBase } from "./accrued";
import type { CaseLedger } from "./ledger";

export interface InterestItem {
  regime: InterestRegime;
  dayCount: DayCount;
  fromOn: Day;
  toOn: Day | null;
  /** Percent a year, of a penalty a day, on the day that is shown, "11.75"; null: not known. */
  ratePercent: string | null;
  ratePer: RatePeriod;
  /** No more than this in total. */
  capMinor: number | null;
  capitalMonths: CapitalMonths | null;
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
    accruals.map((accruing) => {
      const { componentKey: id, claimKey: claimId, kind, componentLabel } = accruing;
      const { stored, terms } = accruing;
      const rows = { charges, entries };
      const grownMinor = accruedLines(rows, accruing, day).at(-1)?.totalMinor ?? 0;
      return {
        ...{ id, claimId, kind: kind as ComponentKind, description: componentLabel },
        interest: {
          ...{ regime: stored.regime, dayCount: stored.dayCount },
          ...{ fromOn: stored.fromOn, toOn: stored.toOn },
          ratePercent:
            stored.ratePer === "day"
              ? rateText(parseRate(stored.ratePercent ?? "") ?? 0)
              : rateOnDay(terms, day),
          ...{ ratePer: stored.ratePer, capMinor: stored.capMinor },
          capitalMonths: stored.capitalMonths,
          perDayMinor: perDayMinor(terms, bearingBase(rows, accruing, day), {
            ...{ on: day, grownMinor },
          }),
          unknownFrom: terms.path.unknownFrom,
        },
      };
    }),
  );
}

function rateOnDay({ path, from }: AccrualTerms, day: Day): string | null {
  const on = day < from ? from : day;
  if (path.unknownFrom !== null && on >= path.unknownFrom) return null;
  const step = path.steps.findLast((each) => each.from <= on);
  return step ? rateText(step.rate) : null;
}
