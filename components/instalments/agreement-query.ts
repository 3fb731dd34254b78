import { CURRENCIES } from "@/db/values/claims";
import { PROMISE_STATES, SCHEDULE_STATES } from "@/db/values/instalments";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery, rangeOf } from "../table/list-query";

export type ScheduleListInput = Pick<RouterInput["instalments"]["list"], "filter">;
export type PromiseListInput = Pick<RouterInput["instalments"]["promises"], "filter">;

/** Keys of the lists' filters in the URL. */
export const scheduleFilterKeys = ["state", "due", "group", "owner", "currency"];
export const promiseFilterKeys = ["state", "due", "group", "owner"];

type Asked = Pick<ListQuery, "q" | "filters">;

function idOf(text: string | undefined): number | undefined {
  const id = Number(choicesOf(text)[0]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

const common = ({ q, filters }: Asked) => {
  const due = rangeOf(filters.due);
  return {
    ...{ text: q || undefined, groupId: idOf(filters.group), ownerId: idOf(filters.owner) },
    ...{ dueFrom: due.from ?? undefined, dueTo: due.to ?? undefined },
  };
};

/** What the server is asked for by what stands in the URL. */
export function scheduleListInput(query: Asked): ScheduleListInput {
  const { state, currency } = query.filters;
  return {
    filter: {
      ...common(query),
      state: SCHEDULE_STATES.find((each) => each === choicesOf(state)[0]),
      currency: CURRENCIES.find((each) => each === choicesOf(currency)[0]),
    },
  };
}

/** The same for promises. */
export function promiseListInput(query: Asked): PromiseListInput {
  const [state] = choicesOf(query.filters.state);
  return { filter: { ...common(query), state: PROMISE_STATES.find((each) => each === state) } };
}
