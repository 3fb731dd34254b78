/** A value of a card in one line: a word, a list of words, an address or a contact person. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join(", ");
  if (typeof value === "object") return valueText(Object.values(value));
  return String(value);
}
