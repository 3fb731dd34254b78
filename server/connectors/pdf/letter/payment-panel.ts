import { FAINT, INK, type Pdf, RULE } from "../paper";
import { widthOfWord } from "./faces";
import { drawImage, imageOfBytes } from "./image";
import { mm, type PaymentPanel } from "./letter";

const CODE_SIZE = mm(32);
const PAD = 8;
const ROW = 15;
const TITLE = 18;
const CAPTION = 11;

export function heightOfPanel({ rows, code }: PaymentPanel): number {
  const beside = code ? CODE_SIZE + CAPTION : 0;
  return Math.max(TITLE + rows.length * ROW, beside) + 2 * PAD;
}

/** What is to be paid, with the code that a bank's application reads, in a frame. */
export function drawPanel(
  pdf: Pdf,
  panel: PaymentPanel,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const height = heightOfPanel(panel);
  pdf.roundedRect(x, y, width, height, 3).lineWidth(0.75).strokeColor(RULE).stroke();
  const left = x + PAD;
  const codeWidth = panel.code ? CODE_SIZE + PAD : 0;
  const room = width - 2 * PAD - codeWidth;
  put(pdf, panel.title, { x: left, y: y + PAD + 10, face: "bold", size: 11, width: room });
  const labels = panel.rows.map(({ label }) => widthOfWord(label, "regular", 9));
  const labelWidth = Math.min(room * 0.45, Math.max(0, ...labels) + 12);
  for (const [index, { label, value }] of panel.rows.entries()) {
    const line = y + PAD + TITLE + index * ROW + 9;
    put(pdf, label, {
      x: left,
      y: line,
      face: "regular",
      size: 9,
      width: labelWidth - 6,
      colour: FAINT,
    });
    const valueRoom = room - labelWidth;
    put(pdf, value, { x: left + labelWidth, y: line, face: "bold", size: 10, width: valueRoom });
  }
  if (!panel.code) return;
  const { png, caption } = panel.code;
  const at = x + width - PAD - CODE_SIZE;
  const place = { x: at, y: y + PAD, width: CODE_SIZE, height: CODE_SIZE };
  drawImage(pdf, imageOfBytes(Buffer.from(png)), place);
  const size = 7.5;
  const middle = at + Math.max(0, CODE_SIZE - widthOfWord(caption, "regular", size)) / 2;
  const under = y + PAD + CODE_SIZE + 8;
  put(pdf, caption, {
    x: middle,
    y: under,
    face: "regular",
    size,
    width: CODE_SIZE,
    colour: FAINT,
  });
}

interface Put {
  x: number;
  y: number;
  face: "regular" | "bold";
  size: number;
  width: number;
  colour?: string;
}

/** On one line: what is too wide is written smaller, for nothing of a payment may be cut. */
function put(pdf: Pdf, text: string, { x, y, face, size, width, colour = INK }: Put): void {
  const natural = widthOfWord(text, face, size);
  const fitting = natural > width ? (size * width) / natural : size;
  pdf.font(face).fontSize(fitting).fillColor(colour);
  pdf.text(text, x, y, { lineBreak: false, baseline: "alphabetic" });
}
