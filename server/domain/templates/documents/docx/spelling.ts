import type { Spelling } from "../compiled";
import { escapeText } from "../tree/escape";
import { docxPicture } from "./picture";

/** Writes values inside an element of text, whose prefix the part chooses. */
export function docxSpelling(prefix: string): Spelling {
  const close = `</${prefix}t>`;
  const open = `<${prefix}t xml:space="preserve">`;
  const lineBreak = `${close}<${prefix}br/>${open}`;
  const tab = `${close}<${prefix}tab/>${open}`;
  return {
    text(value) {
      const text = escapeText(value.includes("\r") ? value.replace(/\r\n?/g, "\n") : value);
      if (!/[\n\t]/.test(text)) return text;
      return text.replaceAll("\n", lineBreak).replaceAll("\t", tab);
    },
    picture: (picture) =>
      `${close}${docxPicture({ ...picture, relationId: relationId(picture.number) }, prefix)}${open}`,
  };
}

export function relationId(number: number): string {
  return `rIdSaldo${number}`;
}
