/** What a list shows. It lives in the URL and is what a saved view keeps. */
export type ListQuery = {
  q: string;
  /** A column's sortKey, with "-" before it for descending; null = the room's own order. */
  sort: string | null;
  /** By filter key, as text: "a,b" · "from..to" · "1" · free text. */
  filters: Readonly<Record<string, string>>;
  /** Keys of shown columns in order; null = the default ones. */
  columns: readonly string[] | null;
  /** How it is shown, by key as text (list or board …); left out = as it is shown now. */
  look?: Readonly<Record<string, string>>;
};

export const emptyQuery: ListQuery = { q: "", sort: null, filters: {}, columns: null };

/** Values of a choice filter. */
export function choicesOf(text: string | undefined): string[] {
  return text ? text.split(",").filter(Boolean) : [];
}

export type Range<Value> = { from: Value | null; to: Value | null };

/** Ends of a range filter as text; a missing end is null. */
export function rangeOf(text: string | undefined): Range<string> {
  const [from = "", to = ""] = (text ?? "").split("..");
  return { from: from || null, to: to || null };
}

/** Ends of a range of whole numbers (minor units); what is not a number counts as missing. */
export function numberRangeOf(text: string | undefined): Range<number> {
  const { from, to } = rangeOf(text);
  const read = (end: string | null) => (end !== null && /^-?\d+$/.test(end) ? Number(end) : null);
  return { from: read(from), to: read(to) };
}

/** A range as the URL keeps it; "" when both ends are open. */
export function rangeText({ from, to }: Range<string | number>): string {
  return from === null && to === null ? "" : `${from ?? ""}..${to ?? ""}`;
}

/** Column and direction of a sort; null without one. */
export function sortOf(sort: string | null): { key: string; isDescending: boolean } | null {
  if (!sort) return null;
  return sort.startsWith("-")
    ? { key: sort.slice(1), isDescending: true }
    : { key: sort, isDescending: false };
}

/** A click on a heading: ascending, descending, back to the room's own order. */
export function nextSort(sort: string | null, key: string): string | null {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? null : key;
}

/** One text for one query, whatever the order in which its filters were set. */
export function queryKeyOf(query: ListQuery): string {
  const filters = Object.entries(query.filters)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([query.q, query.sort, filters]);
}

export function isSameQuery(one: ListQuery, other: ListQuery): boolean {
  return (
    queryKeyOf(one) === queryKeyOf(other) &&
    JSON.stringify(one.columns) === JSON.stringify(other.columns) &&
    isSameLook(one.look, other.look)
  );
}

/** A query without a look of its own is the same in every look. */
function isSameLook(one: ListQuery["look"], other: ListQuery["look"]): boolean {
  if (!one || !other) return true;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.every((key) => (one[key] ?? "") === (other[key] ?? ""));
}

/** Is anything narrowed, beside what the page itself keeps? */
export function hasFilters(query: ListQuery, kept: readonly string[] = []): boolean {
  const filters = Object.entries(query.filters);
  return query.q !== "" || filters.some(([key, value]) => value !== "" && !kept.includes(key));
}
