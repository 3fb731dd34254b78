/** What follows the question mark of a page that pages on: `after`, `case`. */
export type Search = Record<string, string | string[] | undefined>;

const oneOf = (value: string | string[] | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

export const cursorOf = ({ after }: Search): string | null => oneOf(after);
export const caseOf = (search: Search): string | null => oneOf(search.case);
