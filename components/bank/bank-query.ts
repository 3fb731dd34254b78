import { MOVEMENT_STATES } from "@/db/values/bank";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery, rangeOf } from "../table/list-query";

export type MovementListInput = Pick<RouterInput["bank"]["movements"], "filter" | "order">;

/** Keys of the list's filters in the URL. */
export const movementFilterKeys = ["state", "account", "booked"];

/** What the server is asked for by what stands in the URL; the queue is what one comes for. */
export function movementListInput(
  query: Pick<ListQuery, "q" | "sort" | "filters">,
): MovementListInput {
  const [state] = choicesOf(query.filters.state);
  const account = Number(choicesOf(query.filters.account)[0]);
  const booked = rangeOf(query.filters.booked);
  return {
    filter: {
      text: query.q || undefined,
      state: MOVEMENT_STATES.find((each) => each === state),
      accountId: Number.isSafeInteger(account) && account > 0 ? account : undefined,
      bookedFrom: booked.from ?? undefined,
      bookedTo: booked.to ?? undefined,
    },
    order: query.sort === "bookedOn" ? "asc" : "desc",
  };
}
