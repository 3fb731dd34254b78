const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]{0,15})\b[^>]*(?:>|$)|<[!?][^>]*(?:>|$)/gi;
const SILENT = /^(style|script|head|title|template|noscript)$/;
const BLOCK =
  /^(p|div|br|tr|table|ul|ol|li|h[1-6]|blockquote|hr|pre|section|article|header|footer)$/;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    shy: "",
    ndash: "–",
    mdash: "—",
  },
  ...{
    hellip: "…",
    laquo: "«",
    raquo: "»",
    bdquo: "„",
    ldquo: "“",
    rdquo: "”",
    euro: "€",
    copy: "©",
  },
};
const CODE_POINT_MAX = 0x10ffff;
const LENGTH_MAX = 2_000_000;

/** The words of an HTML mail, line by line; what it quotes begins with ">", as in plain mails. */
export function textOfHtml(html: string): string {
  const whole = html.slice(0, LENGTH_MAX);
  const lines: string[] = [];
  let [line, depth, at] = ["", 0, 0];
  let silent: string | null = null;
  const end = () => {
    const words = line.replace(/[ \t\r\n]+/g, " ").trim();
    lines.push(`${depth > 0 && words !== "" ? "> ".repeat(depth) : ""}${words}`);
    line = "";
  };
  for (const found of whole.matchAll(TOKEN)) {
    if (silent === null) line += decoded(whole.slice(at, found.index));
    at = found.index + found[0].length;
    const [, close = "", name = ""] = found;
    const tag = name.toLowerCase();
    if (silent !== null) {
      if (close === "/" && tag === silent) silent = null;
      continue;
    }
    if (SILENT.test(tag) && close === "") silent = tag;
    if (/^t[dh]$/.test(tag)) line += " ";
    if (!BLOCK.test(tag)) continue;
    if (line.trim() !== "" || tag === "br") end();
    if (tag === "blockquote") depth = Math.max(0, depth + (close === "/" ? -1 : 1));
    if (tag === "p" && close === "/") lines.push("");
  }
  if (silent === null) line += decoded(whole.slice(at));
  end();
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function decoded(text: string): string {
  return text.replace(ENTITY, (whole, ...groups: (string | undefined)[]) => {
    const [decimal, hex = "", name] = groups;
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= CODE_POINT_MAX ? String.fromCodePoint(code) : "";
  });
}
