import { type AbstractIntlMessages, useMessages } from "next-intl";
import type { Block, Inline } from "./manual";

export type LabelOf = (key: string) => string;

/** "shell.nav.tasks" among the texts of the interface; a manual's test names each of them. */
export function findLabel(messages: AbstractIntlMessages, key: string): string {
  let at: AbstractIntlMessages | string | undefined = messages;
  for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
  return typeof at === "string" ? at : key;
}

export function useLabelOf(): LabelOf {
  const messages = useMessages();
  return (key) => findLabel(messages, key);
}

export function textOf(pieces: readonly Inline[], labelOf: LabelOf): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "label") return labelOf(piece.key);
      return piece.kind === "link" ? textOf(piece.inner, labelOf) : piece.text;
    })
    .join("");
}

/** All that a block says, for a search in it. */
export function blockText(block: Block, labelOf: LabelOf): string {
  if (block.kind === "picture") return block.alt;
  if (block.kind === "paragraph") return textOf(block.inner, labelOf);
  return block.items.map((item) => textOf(item, labelOf)).join(" ");
}
