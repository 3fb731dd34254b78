import { DomainError } from "@/server/kernel/errors";
import { FAINT, INK, type Pdf } from "../paper";
import { widthOfWord } from "./faces";
import { type LetterAddress, mm, type Place } from "./letter";

/**
 * What a window shows of an A4 sheet wherever the sheet slides: windows of 90 x 35 mm in DL (sheet in
 * thirds) and 90 x 45 mm in C5 (sheet in half), 20 mm from the right edge of the envelope.
 */
const WINDOWS: Readonly<Record<"c5" | "dl", Place>> = {
  dl: { x: 110, y: 55, width: 80, height: 24 },
  c5: { x: 119, y: 57, width: 71, height: 31 },
};

const SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8];
const LEADING = 1.15;
const SENDER_SIZE = 6.5;

export const placeOf = ({ envelope }: LetterAddress): Place =>
  typeof envelope === "string" ? WINDOWS[envelope] : envelope;

/**
 * Writes an address where the window of its envelope shows it, in the largest type that fits.
 * Throws invalid `templates.address_too_long` { lines }.
 */
export function drawAddress(pdf: Pdf, address: LetterAddress): void {
  const place = placeOf(address);
  const lines = address.lines.map((line) => line.trim()).filter((line) => line !== "");
  const width = mm(place.width);
  const room = mm(place.height) - (address.sender ? SENDER_SIZE * 1.6 : 0);
  const size = SIZES.find(
    (each) =>
      lines.length * each * LEADING <= room &&
      lines.every((line) => widthOfWord(line, "regular", each) <= width),
  );
  if (size === undefined) {
    const most = Math.floor(room / ((SIZES.at(-1) ?? 8) * LEADING));
    throw new DomainError("invalid", "templates.address_too_long", { lines: most });
  }
  let y = mm(place.y);
  const put = (text: string, style: { size: number; colour: string }) => {
    pdf.font("regular").fontSize(style.size).fillColor(style.colour);
    pdf.text(text, mm(place.x), y + style.size, { lineBreak: false, baseline: "alphabetic" });
  };
  if (address.sender) {
    put(address.sender, {
      size: Math.min(SENDER_SIZE, fitting(address.sender, width)),
      colour: FAINT,
    });
    y += SENDER_SIZE * 1.6;
  }
  for (const line of lines) {
    put(line, { size, colour: INK });
    y += size * LEADING;
  }
}

const fitting = (text: string, width: number): number => width / widthOfWord(text, "regular", 1);
