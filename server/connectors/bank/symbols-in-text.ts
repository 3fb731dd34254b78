import { symbolOf } from "./symbols";

export type Symbols = {
  variableSymbol: string | null;
  specificSymbol: string | null;
  constantSymbol: string | null;
};

export const NO_SYMBOLS: Symbols = {
  variableSymbol: null,
  specificSymbol: null,
  constantSymbol: null,
};

const FIELDS: Readonly<Record<string, keyof Symbols>> = {
  VS: "variableSymbol",
  SS: "specificSymbol",
  KS: "constantSymbol",
};

const LABEL = /^(VS|SS|KS)(\d*)$/i;
const DIGITS = /^\d+$/;

/**
 * Symbols between slashes: "/VS123/SS4/KS0308" as Slovak banks write them, "/VS/123/SS/4/KS/0308"
 * as Czech ones do. Any may be empty or left out; what is no symbol is stepped over.
 */
export function slashSymbols(text: string): Symbols {
  if (!text.includes("/")) return NO_SYMBOLS;
  const symbols: Symbols = { ...NO_SYMBOLS };
  const pieces = text.split("/");
  for (let i = 1; i < pieces.length; i += 1) {
    const found = LABEL.exec((pieces[i] ?? "").trim());
    if (found === null) continue;
    const [, label = "", glued = ""] = found;
    const next = (pieces[i + 1] ?? "").trim();
    const value = glued !== "" ? glued : DIGITS.test(next) ? next : "";
    const field = FIELDS[label.toUpperCase()];
    if (field !== undefined) symbols[field] ??= symbolOf(value);
  }
  return symbols;
}
