/** The search text of a list's query, wherever the list keeps it. */
export function textOf({ text, filter }: Record<string, unknown>): string {
  const inner =
    typeof filter === "object" && filter !== null && "text" in filter ? filter.text : "";
  return String(text ?? inner ?? "").trim();
}
