import type { Spelling } from "../compiled";
import { escapeText } from "../tree/escape";
import { docxPicture } from "./picture";

/** Writes values inside an element of text, whose prefix the part chooses. */
export function docxSpelling(prefix: string, stem: string): Spelling {
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
    picture(picture) {
      const drawn = { ...picture, relationId: relationId(stem, picture.number) };
      return `${close}${docxPicture(drawn, prefix)}${open}`;
    },
  };
}

export function relationId(stem: string, number: number): string {
  return `rId_${stem}${number}`;
}
