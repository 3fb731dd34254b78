import type { RouterInput } from "../api/crm";
import { caseListInput } from "../cases/case-query";
import { choicesOf, type ListQuery } from "../table/list-query";

export type BoardInput = RouterInput["boards"]["get"];

/** Keys in the URL that say how cases are shown. */
export const caseLookKeys = ["viewMode", "columns", "folded", "card", "older"] as const;

export const isKanban = ({ look }: ListQuery): boolean => look?.viewMode === "kanban";

/** "completed:0,refusal:60": days after which a column hides cards, 0 = never. */
export function olderOf(text: string | undefined): Record<string, number> {
  const pairs = choicesOf(text).map((each) => each.split(":"));
  return Object.fromEntries(
    pairs.flatMap(([code, days]) =>
      code && /^\d{1,4}$/.test(days ?? "") ? [[code, Math.min(Number(days), 3_650)]] : [],
    ),
  );
}

export function olderText(days: Readonly<Record<string, number>>): string {
  const pairs = Object.entries(days).map(([code, each]) => `${code}:${each}`);
  return pairs.join(",");
}

export const CARD_FIELDS_MAX = 6;

/** Fields chosen for the cards; null: those of the definition. "-" = none at all. */
export function cardFieldsOf(text: string | undefined): string[] | null {
  if (!text) return null;
  return text === "-" ? [] : choicesOf(text).slice(0, CARD_FIELDS_MAX);
}

/** What the server is asked for by what stands in the URL. */
export function boardInput(query: ListQuery, category: string): BoardInput {
  const { filter } = caseListInput(query);
  const hideAfterDays = olderOf(query.look?.older);
  const fields = cardFieldsOf(query.look?.card);
  return {
    ...{ category, filter: { ...filter, category } },
    ...(fields && { fields }),
    ...(Object.keys(hideAfterDays).length > 0 && { hideAfterDays }),
  };
}

/** Columns in the order that was chosen; null = all as the definition has them. */
export function chosenColumns<Column extends { code: string }>(
  columns: readonly Column[],
  text: string | undefined,
): Column[] {
  const chosen = choicesOf(text);
  if (chosen.length === 0) return [...columns];
  const found = chosen.flatMap((code) => columns.find((each) => each.code === code) ?? []);
  return found.length > 0 ? found : [...columns];
}
