import type { DefinitionProblem, ParsedDefinition } from "./definition";

/** What a board shows has to be there, and be of the kind that can be shown so. */
export function boardProblems({ board, fields }: ParsedDefinition): DefinitionProblem[] {
  const typeOf = (key: string) => fields.find((field) => field.key === key)?.type;
  const { sum, title, card } = board;
  const problems = card
    .filter((key) => typeOf(key) === undefined)
    .map((key) => unknown("board.card", "field", key));
  if (sum !== undefined && typeOf(sum) !== "money") {
    problems.push({ path: "board.sum", reason: `"${sum}" is no money field` });
  }
  if (title !== undefined && typeOf(title) !== "text") {
    problems.push({ path: "board.title", reason: `"${title}" is no text field` });
  }
  return problems;
}

/** A code that points nowhere. */
export function unknown(path: string, what: string, code: string): DefinitionProblem {
  return { path, reason: `unknown ${what} "${code}"` };
}
