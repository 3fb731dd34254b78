import { escapeAttribute } from "../tree/escape";

/** Sizes of DrawingML, in English Metric Units. */
const EMU_PER_MM = 36_000;
/** Above what a person's document would number its own drawings with. */
const FIRST_ID = 910_000;

export interface DrawnPicture {
  relationId: string;
  /** Counts the pictures of a letter, from 1. */
  number: number;
  widthMm: number;
  heightMm: number;
  alt: string;
}

/** A picture in a line of text, as Word keeps it. It declares all its namespaces itself. */
export function docxPicture(picture: DrawnPicture, prefix: string): string {
  const width = Math.round(picture.widthMm * EMU_PER_MM);
  const height = Math.round(picture.heightMm * EMU_PER_MM);
  const id = FIRST_ID + picture.number;
  const alt = escapeAttribute(picture.alt);
  const name = `Saldo ${picture.number}`;
  const size = `cx="${width}" cy="${height}"`;
  return (
    `<${prefix}drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing"` +
    ` distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/>` +
    `<wp:docPr id="${id}" name="${name}" descr="${alt}"/>` +
    `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture">` +
    `<pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr>` +
    `<pic:cNvPr id="${id}" name="${name}" descr="${alt}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="${RELATIONS}" r:embed="${picture.relationId}"/>` +
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>" +
    `<a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>' +
    `</a:graphicData></a:graphic></wp:inline></${prefix}drawing>`
  );
}

const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
