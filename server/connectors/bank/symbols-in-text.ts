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
  if (!hasLabel(text)) return NO_SYMBOLS;
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

/** Whether what stands behind any of the slashes may be a label: most texts have none. */
function hasLabel(text: string): boolean {
  for (let at = text.indexOf("/"); at >= 0; at = text.indexOf("/", at + 1)) {
    const code = text.charCodeAt(at + 1);
    const isInk = code > 32 && code < 127;
    if (!isInk || LABEL_LETTERS.includes(text.charAt(at + 1))) return true;
  }
  return false;
}

const LABEL_LETTERS = "VSKvsk";

const LABELLED_LENGTH_MAX = 40;
const LABELLED = /^\s*\/?(VS|SS|KS)\s*[:/]?\s*(\d+)\s*$/i;

/** A symbol under its name: "VS:123". */
export function labelledSymbols(text: string): Symbols {
  const found = text.length > LABELLED_LENGTH_MAX ? null : LABELLED.exec(text);
  if (found === null) return NO_SYMBOLS;
  const [, label = "", digits = ""] = found;
  const symbols: Symbols = { ...NO_SYMBOLS };
  const field = FIELDS[label.toUpperCase()];
  if (field !== undefined) symbols[field] = symbolOf(digits);
  return symbols;
}

/** Of each symbol the first one given. */
export function mergedSymbols(all: readonly Symbols[]): Symbols {
  const merged: Symbols = { ...NO_SYMBOLS };
  for (const symbols of all) {
    if (symbols === NO_SYMBOLS) continue;
    merged.variableSymbol ??= symbols.variableSymbol;
    merged.specificSymbol ??= symbols.specificSymbol;
    merged.constantSymbol ??= symbols.constantSymbol;
  }
  return merged;
}

const NAMED = /(?<![A-Z0-9])(VS|SS|KS):\s*(\d+)(?!\d)/gi;

/** Symbols under their names anywhere in a text: "storno VS:123". */
export function symbolsNamedIn(text: string): Symbols {
  const symbols: Symbols = { ...NO_SYMBOLS };
  for (const [, label = "", digits = ""] of text.matchAll(NAMED)) {
    const field = FIELDS[label.toUpperCase()];
    if (field !== undefined) symbols[field] ??= symbolOf(digits);
  }
  return symbols;
}
