import type { Locale } from "@/server/kernel/locale";

/** Of a page, in millimetres. */
export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** A place on the first page, in millimetres from its upper left corner. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface LetterAddress {
  lines: readonly string[];
  /** The envelope whose window the address has to stand behind, or a place of one's own. */
  envelope: "c5" | "dl" | Place;
  /** In small above the address, where the post looks for whom to return it to. */
  sender?: string;
}

/** What is to be paid and where to, at the foot of the last page. */
export interface PaymentPanel {
  title: string;
  rows: readonly { label: string; value: string }[];
  /** PNG of the payment code, with what stands under it. */
  code?: { png: Uint8Array; caption: string };
}

export interface LetterOptions {
  title: string;
  author: string;
  language: Locale;
  /** In the file's properties; the same input with the same instant is the same bytes. */
  createdAt: Date;
  paper?: "A4";
  margins?: Partial<Margins>;
  address?: LetterAddress;
  payment?: PaymentPanel;
  /** "1/2" at the foot of letters of more than one page; true unless said otherwise. */
  hasPageNumbers?: boolean;
}

export interface Letter {
  bytes: Buffer;
  pages: number;
  /** Letters that the font does not hold, each once; a question mark stands in their place. */
  missingLetters: string;
}

export const PAGES_MAX = 300;
export const DEFAULT_MARGINS: Margins = { top: 20, right: 20, bottom: 22, left: 25 };

/** Points of a length in millimetres. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
