import { escapeAttribute, escapeText } from "../tree/escape";
import { ODF } from "./namespaces";

export interface OdtPicture {
  href: string;
  number: number;
  widthMm: number;
  heightMm: number;
  alt: string;
}

/** A picture in a line of text, as OpenDocument keeps it. It declares all its namespaces itself. */
export function odtPicture(picture: OdtPicture): string {
  const { href, number, widthMm, heightMm, alt } = picture;
  return (
    `<draw:frame xmlns:draw="${ODF.draw}" xmlns:text="${ODF.text}" xmlns:svg="${ODF.svg}"` +
    ` draw:name="Saldo ${number}" text:anchor-type="as-char"` +
    ` svg:width="${widthMm}mm" svg:height="${heightMm}mm">` +
    `<draw:image xmlns:xlink="${ODF.xlink}" xlink:href="${escapeAttribute(href)}"` +
    ' xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>' +
    `<svg:desc>${escapeText(alt)}</svg:desc></draw:frame>`
  );
}
