/**
 * The field of the form of one's data that a path of what was sent speaks of: "emails.1" is the
 * second filled line, and empty lines before it count on the form.
 */
export function lineOf(named: string, lists: { emails: string[]; phones: string[] }): string {
  const [, list, index] = /^(emails|phones)\.(\d+)/.exec(named) ?? [];
  if (list !== "emails" && list !== "phones") {
    return named.replace(/^address(?:es\.\d+)?\./, "");
  }
  const lines = lists[list].flatMap((value, at) => (value.trim() ? [at] : []));
  return `${list}.${lines[Number(index)] ?? 0}`;
}
