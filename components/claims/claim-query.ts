import { CURRENCIES } from "@/db/values/claims";
import {
  CLAIM_SORTS,
  CLAIM_STATES,
  PAYMENT_SORTS,
  PAYMENT_STATES,
} from "@/server/domain/claims/inputs";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery, numberRangeOf, rangeOf, sortOf } from "../table/list-query";

export type ClaimListInput = Pick<RouterInput["claims"]["list"], "filter" | "sort" | "order">;
export type PaymentListInput = Pick<RouterInput["claims"]["payments"], "filter" | "sort" | "order">;

/** Keys of the lists' filters in the URL. */
export const claimFilterKeys = ["state", "currency", "due", "balance", "group", "vs", "import"];
export const paymentFilterKeys = ["state", "currency", "value", "amount", "group", "vs", "import"];

type Asked = Pick<ListQuery, "q" | "sort" | "filters">;

const oneOf = <Value extends string>(known: readonly Value[], text: string | undefined) =>
  known.find((each) => each === choicesOf(text)[0]);

function idOf(text: string | undefined): number | undefined {
  const id = Number(choicesOf(text)[0]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

function orderOf<Sort extends string>(known: readonly Sort[], asked: string | null) {
  const sort = sortOf(asked);
  const key = known.find((each) => each === sort?.key);
  if (!sort || !key) return {};
  return { sort: key, order: sort.isDescending ? ("desc" as const) : ("asc" as const) };
}

const common = ({ q, filters }: Asked) => ({
  text: q || undefined,
  currency: oneOf(CURRENCIES, filters.currency),
  groupId: idOf(filters.group),
  variableSymbol: filters.vs?.trim().slice(0, 10) || undefined,
  importId: idOf(filters.import),
});

/** What the server is asked for by what stands in the URL. Values that make no sense are left out. */
export function claimListInput(query: Asked): ClaimListInput {
  const due = rangeOf(query.filters.due);
  const balance = numberRangeOf(query.filters.balance);
  return {
    filter: {
      ...common(query),
      state: oneOf(CLAIM_STATES, query.filters.state),
      dueFrom: due.from ?? undefined,
      dueTo: due.to ?? undefined,
      balanceMinMinor: balance.from ?? undefined,
      balanceMaxMinor: balance.to ?? undefined,
    },
    ...orderOf(CLAIM_SORTS, query.sort),
  };
}

/** The same for payments. */
export function paymentListInput(query: Asked): PaymentListInput {
  const value = rangeOf(query.filters.value);
  const amount = numberRangeOf(query.filters.amount);
  return {
    filter: {
      ...common(query),
      state: oneOf(PAYMENT_STATES, query.filters.state),
      valueFrom: value.from ?? undefined,
      valueTo: value.to ?? undefined,
      amountMinMinor: amount.from ?? undefined,
      amountMaxMinor: amount.to ?? undefined,
    },
    ...orderOf(PAYMENT_SORTS, query.sort),
  };
}
