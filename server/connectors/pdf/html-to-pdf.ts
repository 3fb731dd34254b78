import type { Letter, LetterOptions } from "./letter/letter";
import { readHtml } from "./letter/read-html";
import { writeLetter } from "./letter/write-letter";

/**
 * A letter from HTML that was already made safe: its elements, attributes and inline styles, on A4,
 * without a browser. The same input is the same bytes. Throws invalid `templates.image_unreadable`,
 * `image_too_large`, `address_too_long`, `letter_too_long`, `letter_too_deep`.
 */
export async function htmlToPdf(html: string, options: LetterOptions): Promise<Letter> {
  return writeLetter(readHtml(html), options);
}
