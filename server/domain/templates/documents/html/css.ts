/** What reaches outside a letter, runs something, or hides that by an escape. */
const DANGER =
  /url\s*\(|src\s*\(|image-set\s*\(|expression\s*\(|javascript:|vbscript:|@import|behavior\s*:|-moz-binding|\\|</i;

/** Declarations of a style attribute that only say how things look. */
export function safeDeclarations(style: string): { style: string; isCut: boolean } {
  const all = declarationsOf(withoutComments(style));
  const safe = all.filter((each) => /^-?[a-z][\w-]*\s*:/i.test(each) && !DANGER.test(each));
  return { style: safe.join("; "), isCut: all.some((each) => DANGER.test(each)) };
}

/** Declarations of a style attribute; a semicolon in quotes or brackets does not end one. */
export function declarationsOf(style: string): string[] {
  return piecesOf(style)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "");
}

/** A style sheet without what reaches outside. */
export function safeSheet(sheet: string): { sheet: string; isCut: boolean } {
  // Wrappings for browsers that did not know the element, still written by Word.
  const pieces = piecesOf(withoutComments(sheet).replace(/<!--|-->/g, ""));
  let isCut = false;
  let isFont = false;
  let safe = "";
  for (const { text, end } of pieces) {
    // Word lists fonts without a source; a letter cannot fetch one anyway.
    if (/^\s*@font-face\b/i.test(text) && end === "{") isFont = true;
    const isDangerous = DANGER.test(text);
    if (isDangerous && !isFont) isCut = true;
    if (!isFont) safe += isDangerous ? safeEnd(end) : text + end;
    if (end === "}") isFont = false;
  }
  return { sheet: safe.trim(), isCut };
}

/** A rule whose selector was cut still needs its bracket; it then styles nothing. */
function safeEnd(end: string): string {
  return end === "{" ? "none{" : end;
}

function withoutComments(css: string): string {
  let bare = "";
  let from = 0;
  for (let at = css.indexOf("/*"); at >= 0; at = css.indexOf("/*", from)) {
    bare += css.slice(from, at);
    const close = css.indexOf("*/", at + 2);
    if (close < 0) return bare;
    from = close + 2;
  }
  return bare + css.slice(from);
}

/** CSS between semicolons and brackets that stand outside of quotes; in one pass, whatever comes. */
function piecesOf(css: string): { text: string; end: string }[] {
  const pieces: { text: string; end: string }[] = [];
  let quote = "";
  let depth = 0;
  let from = 0;
  for (let at = 0; at < css.length; at += 1) {
    const char = css[at] as string;
    if (quote !== "") {
      // A line break ends a string that its author forgot to close.
      if (char === quote || char === "\n") quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "(") depth += 1;
    else if (char === ")") depth = Math.max(0, depth - 1);
    else if (char === "{" || char === "}" || (char === ";" && depth === 0)) {
      pieces.push({ text: css.slice(from, at), end: char });
      from = at + 1;
      depth = 0;
    }
  }
  pieces.push({ text: css.slice(from), end: "" });
  return pieces;
}
