/** As many letters as a line of a stub takes. */
export const STUB_LETTERS = 26;

/** A name in at most two lines of so many characters; what is longer ends with an ellipsis. */
export function wrapped(text: string, lineMax: number): string[] {
  if (text.length <= lineMax) return [text];
  const words = text.split(" ");
  let first = "";
  while (words.length > 0 && `${first} ${words[0]}`.trim().length <= lineMax) {
    first = `${first} ${words.shift()}`.trim();
  }
  if (first === "") return [`${text.slice(0, lineMax - 1)}…`];
  const rest = words.join(" ");
  const second = rest.length <= lineMax ? rest : `${rest.slice(0, lineMax - 1)}…`;
  return second ? [first, second] : [first];
}
