import { type Block, PLAIN_BOX } from "./letter/content";
import type { Letter, LetterOptions } from "./letter/letter";
import { ParagraphWriter } from "./letter/paragraph";
import { ROOT_STYLE } from "./letter/style";
import { writeLetter } from "./letter/write-letter";

const STYLE = { ...ROOT_STYLE, isPreserved: true };

/**
 * A letter from plain text: an empty line parts paragraphs, a line stays a line, several spaces stay
 * several, a form feed begins a page. Throws as `htmlToPdf`.
 */
export async function textToPdf(text: string, options: LetterOptions): Promise<Letter> {
  const pages = text.replace(/\r\n?/g, "\n").split("\f");
  const blocks = pages.map(
    (page, index): Block => ({
      ...{ ...PLAIN_BOX, startsPage: index > 0 },
      blocks: page.split(/\n[ \t]*\n/).flatMap(paragraph),
    }),
  );
  return writeLetter(blocks, options);
}

function paragraph(text: string): Block[] {
  const writer = new ParagraphWriter();
  writer.text(text.replace(/\n+$/, ""), STYLE);
  writer.close(STYLE);
  const room = STYLE.size * 0.7;
  return [{ ...PLAIN_BOX, blocks: writer.blocks, before: room, after: room }];
}
