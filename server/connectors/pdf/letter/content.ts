import type { Line, Sides } from "./css";
import type { LetterImage } from "./image";
import type { Align, Style } from "./style";

export type Piece =
  | { type: "text"; text: string; style: Style }
  | { type: "break"; style: Style }
  | {
      type: "image";
      image: LetterImage;
      width: number | null;
      height: number | null;
      style: Style;
    };

export type Length = { points: number } | { share: number };

export interface Cell {
  blocks: readonly Block[];
  row: number;
  column: number;
  rows: number;
  columns: number;
  width: Length | null;
  padding: Sides<number>;
  borders: Sides<Line | null>;
  background: string | null;
  placed: "top" | "middle" | "bottom";
}

export interface Table {
  type: "table";
  cells: readonly Cell[];
  rowCount: number;
  columnCount: number;
  /** Rows that stand on top of every page that the table reaches. */
  headCount: number;
  width: Length | null;
  columnWidths: readonly (Length | null)[];
  align: Align;
  /** Around the whole. */
  frame: Sides<Line | null>;
}

export interface Box {
  type: "box";
  blocks: readonly Block[];
  before: number;
  after: number;
  left: number;
  right: number;
  /** Left of the first line: a bullet or a number. */
  marker: { text: string; style: Style } | null;
  isKeptTogether: boolean;
  /** A heading does not stay alone at the foot of a page. */
  isKeptWithNext: boolean;
  startsPage: boolean;
  endsPage: boolean;
}

/** What a letter is made of, whatever it was written in. */
export type Block =
  | { type: "text"; pieces: readonly Piece[]; style: Style; indent: number }
  | { type: "rule"; colour: string; width: number }
  | Table
  | Box;

export const PLAIN_BOX: Omit<Box, "blocks"> = {
  type: "box",
  ...{ before: 0, after: 0, left: 0, right: 0, marker: null },
  ...{ isKeptTogether: false, isKeptWithNext: false, startsPage: false, endsPage: false },
};
