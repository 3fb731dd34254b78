import { INK } from "../paper";

export type Align = "left" | "right" | "center" | "justify";

/** How a piece of text looks; sizes in points. */
export interface TextStyle {
  isBold: boolean;
  isItalic: boolean;
  isUnderlined: boolean;
  isStruck: boolean;
  size: number;
  colour: string;
  background: string | null;
  rise: "none" | "super" | "sub";
}

/** What elements hand down to what they hold. */
export interface Style extends TextStyle {
  align: Align;
  /** Times the size. */
  lineHeight: number;
  /** White space stands as it was written. */
  isPreserved: boolean;
  listStyle: string | null;
}

export const ROOT_STYLE: Style = {
  isBold: false,
  isItalic: false,
  isUnderlined: false,
  isStruck: false,
  size: 10.5,
  colour: INK,
  background: null,
  rise: "none",
  align: "left",
  lineHeight: 1.35,
  isPreserved: false,
  listStyle: null,
};

export const SIZE_MIN = 4;
export const SIZE_MAX = 96;
