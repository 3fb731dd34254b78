import type { Locale } from "@/server/kernel/locale";

export interface PdfColumn {
  header: string;
  /** Share of the width of the page. */
  width: number;
  align?: "left" | "right";
}

/** What stands in a cell; `detail` smaller under it. */
export type PdfCell = string | { text: string; detail: string };

export interface PdfRow {
  cells: readonly PdfCell[];
  /** total: closes the account, with the accountant's double rule under its last figure. */
  tone?: "plain" | "total";
}

export type PdfBlock =
  | { type: "heading"; text: string; aside?: string }
  | { type: "facts"; facts: readonly { label: string; value: string }[] }
  | { type: "figure"; label: string; value: string; detail?: string }
  | { type: "paragraph"; text: string }
  | { type: "list"; items: readonly string[] }
  /** A QR code by its dark squares, with words beside it. */
  | {
      type: "code";
      modules: readonly (readonly boolean[])[];
      title: string;
      text: string;
      detail: string;
    }
  | { type: "table"; columns: readonly PdfColumn[]; rows: readonly PdfRow[] };

/** A document as it is read: what stands above each other, whatever page that falls on. */
export interface PdfDocument {
  title: string;
  /** Under the title. */
  subtitle?: string;
  author: string;
  language: Locale;
  createdAt: Date;
  blocks: readonly PdfBlock[];
  /** At the foot of every page, left and right. */
  footer: { text: string; page(number: number, count: number): string };
}
