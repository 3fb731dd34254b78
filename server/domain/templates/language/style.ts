import type { Locale } from "@/server/kernel/locale";
import type { Format, Gender } from "./formats";
import type { Kind } from "./kinds";

/** All formats of one expression together. */
export interface Style {
  hasCurrency: boolean;
  decimals: number | null;
  isLong: boolean;
  isPercent: boolean;
  words: { gender: Gender | null } | null;
  letters: "upper" | "lower" | "capital" | null;
  language: Locale | null;
}

export const PLAIN_STYLE: Style = {
  hasCurrency: true,
  decimals: null,
  isLong: false,
  isPercent: false,
  words: null,
  letters: null,
  language: null,
};

export function withFormat(style: Style, format: Format): Style {
  switch (format.type) {
    case "currency":
      return { ...style, hasCurrency: true };
    case "plain":
      return { ...style, hasCurrency: false };
    case "whole":
      return { ...style, decimals: 0 };
    case "decimals":
      return { ...style, decimals: format.count };
    case "short":
      return { ...style, isLong: false, words: null };
    case "long":
      return { ...style, isLong: true };
    case "percent":
      return { ...style, isPercent: true };
    case "words":
      return { ...style, words: { gender: format.gender } };
    case "language":
      return { ...style, language: format.language };
    default:
      return { ...style, letters: format.type };
  }
}

const FITS: Readonly<Record<Format["type"], readonly Kind[] | null>> = {
  currency: ["money"],
  plain: ["money"],
  whole: ["money", "number"],
  decimals: ["money", "number"],
  percent: ["number"],
  short: ["day", "number", "money"],
  long: ["day"],
  words: ["number", "money", "day"],
  upper: null,
  lower: null,
  capital: null,
  language: null,
};

/** False where a format has nothing to do: decimals of a day, month in words of an amount. */
export function formatFits(format: Format, kind: Kind): boolean {
  const kinds = FITS[format.type];
  return kind === "any" || kinds === null || kinds.includes(kind);
}
