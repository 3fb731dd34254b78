export type { PdfBlock, PdfCell, PdfColumn, PdfDocument, PdfRow } from "./document";
export { writePdf } from "./write-pdf";
