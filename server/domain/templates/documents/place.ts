/** Parts of a document as their readers call them. */
export const PLACE_PARTS = ["body", "header", "footer", "footnote", "endnote", "text_box"] as const;
export type PlacePart = (typeof PLACE_PARTS)[number];

/** Where in a template something stands; what is not known of a format is null. */
export interface Place {
  part: PlacePart;
  /** 1-based, as the program that saved the file last counted pages. */
  page: number | null;
  line: number | null;
  column: number | null;
  /** How the paragraph begins. */
  excerpt: string;
}

const EXCERPT_LENGTH = 60;

export function excerptOf(text: string): string {
  const tidy = text.replace(/\s+/g, " ").trim();
  if (tidy.length <= EXCERPT_LENGTH) return tidy;
  const cut = tidy.slice(0, EXCERPT_LENGTH);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > EXCERPT_LENGTH / 2 ? space : EXCERPT_LENGTH)}…`;
}
