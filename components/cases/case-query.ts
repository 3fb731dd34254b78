import type { RouterInput } from "../api/crm";
import type { ListQuery } from "../table/list-query";
import { choicesOf, numberRangeOf, rangeOf, sortOf } from "../table/list-query";

export type CaseFilterInput = NonNullable<RouterInput["cases"]["list"]["filter"]>;
export type CaseListInput = Pick<RouterInput["cases"]["list"], "filter" | "sort" | "order">;

/** Keys of the list's filters in the URL. */
export const caseFilterKeys = [
  "category",
  "state",
  "group",
  "owner",
  "tag",
  "overdue",
  "unproven",
  "balance",
  "opened",
  "archived",
  "party",
  "import",
] as const;

const sorts = ["refNo", "debtorName", "balance", "overdueSince"] as const;

const numbers = (text: string | undefined): number[] =>
  choicesOf(text)
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);

function ownersOf(text: string | undefined): CaseFilterInput["owners"] {
  const owners = choicesOf(text).map((each) =>
    each === "me" || each === "none" ? each : Number(each),
  );
  return owners.filter(
    (each) => typeof each === "string" || (Number.isSafeInteger(each) && each > 0),
  );
}

/** What the server is asked for by what stands in the URL. Values that make no sense are left out. */
export function caseListInput(query: Pick<ListQuery, "q" | "sort" | "filters">): CaseListInput {
  const { q, filters } = query;
  const balance = numberRangeOf(filters.balance);
  const opened = rangeOf(filters.opened);
  const [partyId] = numbers(filters.party);
  const [importId] = numbers(filters.import);
  const [category] = choicesOf(filters.category);
  const sort = sortOf(query.sort);
  const known = sorts.find((each) => each === sort?.key);
  return {
    filter: {
      text: q || undefined,
      category,
      states: filled(choicesOf(filters.state)),
      groupIds: filled(numbers(filters.group)),
      owners: filled(ownersOf(filters.owner) ?? []),
      tags: filled(choicesOf(filters.tag)),
      partyId,
      importId,
      isOverdue: filters.overdue === "1" || undefined,
      lacksProof: filters.unproven === "1" || undefined,
      balanceMinMinor: balance.from ?? undefined,
      balanceMaxMinor: balance.to ?? undefined,
      openedFrom: opened.from ?? undefined,
      openedTo: opened.to ?? undefined,
      archived: archivedOf(filters.archived),
    },
    ...(sort && known
      ? { sort: known, order: sort.isDescending ? ("desc" as const) : ("asc" as const) }
      : {}),
  };
}

function filled<Item>(list: Item[]): Item[] | undefined {
  return list.length > 0 ? list : undefined;
}

function archivedOf(text: string | undefined): "only" | "all" | undefined {
  const [wanted] = choicesOf(text);
  return wanted === "only" || wanted === "all" ? wanted : undefined;
}
