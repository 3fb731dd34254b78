export { isActivePdf } from "./active-pdf";
export type { PdfBlock, PdfCell, PdfColumn, PdfDocument, PdfRow } from "./document";
export { htmlToPdf } from "./html-to-pdf";
export { imageOfBytes } from "./letter/image";
export type {
  Letter,
  LetterAddress,
  LetterOptions,
  Margins,
  PaymentPanel,
  Place,
} from "./letter/letter";
export { countPages, joinPdf, pageSizes } from "./pages";
export { textToPdf } from "./text-to-pdf";
export { writePdf } from "./write-pdf";
