import { REGISTERS, SCREENING_CAUSES, SCREENING_OUTCOMES } from "@/db/values/registers";
import { isDay } from "@/server/kernel/days";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery, rangeOf } from "../table/list-query";

export type ScreeningListInput = Pick<RouterInput["registers"]["list"], "filter">;

/** Keys of the log's filters in the URL; `party` and `case` come by links. */
export const screeningFilterKeys = [
  ...["register", "outcome", "cause", "who", "asked", "changed", "open"],
  ...["party", "case"],
];

/** Who asked, where that was no person. */
export const AUTOMATIC = "auto";

const idOf = (text: string | undefined): number | undefined =>
  /^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : undefined;

const dayOf = (text: string | null): string | undefined => (isDay(text) ? text : undefined);

/** What the server is asked for by what stands in the URL; what cannot be read filters nothing. */
export function screeningListInput({
  q,
  filters,
}: Pick<ListQuery, "q" | "filters">): ScreeningListInput {
  const one = (key: string) => choicesOf(filters[key])[0];
  const asked = rangeOf(filters.asked);
  return {
    filter: {
      text: q || undefined,
      register: REGISTERS.find((each) => each === one("register")),
      outcome: SCREENING_OUTCOMES.find((each) => each === one("outcome")),
      cause: SCREENING_CAUSES.find((each) => each === one("cause")),
      operatorId: idOf(one("who")),
      isAutomatic: one("who") === AUTOMATIC ? true : undefined,
      from: dayOf(asked.from),
      to: dayOf(asked.to),
      isChanged: filters.changed ? true : undefined,
      isOpen: filters.open ? true : undefined,
      partyId: idOf(filters.party),
      caseId: idOf(filters.case),
    },
  };
}
