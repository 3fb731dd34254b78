/** What reaches outside a letter, runs something, or hides that by an escape. */
const DANGER =
  /url\s*\(|src\s*\(|image-set\s*\(|expression\s*\(|javascript:|vbscript:|@import|behavior\s*:|-moz-binding|\\|</i;

/** Declarations of a style attribute that only say how things look; null if none is left. */
export function safeDeclarations(style: string): { style: string; isCut: boolean } {
  const all = declarationsOf(style.replace(/\/\*[\s\S]*?\*\//g, ""));
  const safe = all.filter((each) => /^-?[a-z][\w-]*\s*:/i.test(each) && !DANGER.test(each));
  return { style: safe.join("; "), isCut: all.some((each) => DANGER.test(each)) };
}

/** Declarations of a style attribute; a semicolon in quotes or brackets does not end one. */
export function declarationsOf(style: string): string[] {
  const found = style.match(/(?:"[^"]*"|'[^']*'|\([^)]*\)|[^;"'(])+/g) ?? [];
  return found.map((each) => each.trim()).filter((each) => each !== "");
}

/** A style sheet without what reaches outside; empty where no cut would make it safe. */
export function safeSheet(sheet: string): { sheet: string; isCut: boolean } {
  const bare = sheet
    .replace(/\/\*[\s\S]*?\*\//g, "")
    // Wrappings for browsers that did not know the element, still written by Word.
    .replace(/<!--|-->/g, "")
    // Word lists fonts without a source; a letter cannot fetch one anyway.
    .replace(/@font-face\s*\{[^}]*\}/gi, "");
  const cut = bare
    .replace(/@import[^;]*;?/gi, "")
    .replace(/[\w-]+\s*:[^;{}]*(?:url|src|image-set)\s*\((?:"[^"]*"|'[^']*'|[^)]*)\)[^;{}]*/gi, "");
  const isCut = cut !== bare || DANGER.test(cut);
  return { sheet: DANGER.test(cut) ? "" : cut.trim(), isCut };
}
