import { STUB_LETTERS, wrapped } from "../workflow/wrap-label";
import type { Picture, TransitionWords } from "./use-told";

/** Words that stand in the file; it has to be read without the program. */
export type SvgWords = {
  title: string;
  anywhere: string;
  /** Which states a stub stands for. */
  ofStub: (node: Picture["diagram"]["nodes"][number]) => string;
  ofTransition: (code: string) => TransitionWords;
  roles: string;
};

const INK = "#1f2933";
const FAINT = "#6b7280";
const PAPER = "#ffffff";
const RULE = "#c9cdd2";
const COLOURS: Record<string, string> = {
  ...{ neutral: "#6b7280", blue: "#2563eb", cyan: "#0e7490", teal: "#0f766e", green: "#15803d" },
  ...{ lime: "#4d7c0f", amber: "#b45309", orange: "#c2410c", red: "#b91c1c", rose: "#be123c" },
  violet: "#6d28d9",
};
const FONT = "Inter, 'Segoe UI', Arial, sans-serif";
const TOP = 56;
const LINE = 16;
const LEGEND_COLUMNS = 110;
const LEGEND_WIDTH = 760;

/** The picture of a process as a file of its own: light colours, numbered ways, and what each asks for. */
export function toSvg(picture: Picture, words: SvgWords): string {
  const { diagram } = picture;
  const numbers = new Map(picture.transitions.map(({ code }, index) => [code, index + 1]));
  const legend = legendOf(picture, words, numbers);
  const width = Math.max(diagram.width, LEGEND_WIDTH);
  const height = TOP + diagram.height + legend.height + 24;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img" aria-label="${escaped(words.title)}">`,
    `<title>${escaped(words.title)}</title>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.5 L8 4 L0 7.5 Z" fill="${INK}"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    `<text x="16" y="32" font-size="18" font-weight="600" fill="${INK}">${escaped(words.title)}</text>`,
    `<g transform="translate(0 ${TOP})">`,
    ...diagram.edges.map((edge) => arrow(edge, numbers)),
    ...diagram.nodes.map((node) => box(node, picture, words)),
    ...diagram.edges.map((edge) => badge(edge, numbers)),
    "</g>",
    `<g transform="translate(16 ${TOP + diagram.height + 16})" font-size="12">`,
    ...legend.lines,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

type Diagram = Picture["diagram"];
type Numbers = ReadonlyMap<string, number>;

function arrow(edge: Diagram["edges"][number], _: Numbers): string {
  const dash = edge.isBack ? ' stroke-dasharray="5 4"' : "";
  return `<path d="${edge.path}" fill="none" stroke="${INK}" stroke-width="1.2"${dash} marker-end="url(#arrow)"/>`;
}

function badge(edge: Diagram["edges"][number], numbers: Numbers): string {
  const text = edge.transitions.map((code) => numbers.get(code)).join(", ");
  const width = text.length * 7 + 10;
  const { x, y } = edge.labelAt;
  return (
    `<g transform="translate(${x} ${y})"><rect x="${-width / 2}" y="-9" width="${width}" height="18" rx="9" fill="${PAPER}" stroke="${INK}"/>` +
    `<text y="4" text-anchor="middle" font-size="11" fill="${INK}">${text}</text></g>`
  );
}

function box(node: Diagram["nodes"][number], picture: Picture, words: SvgWords): string {
  const { x, y, width, height } = node;
  const at = `<g transform="translate(${x} ${y})">`;
  const state = picture.states.find(({ code }) => code === node.state);
  if (!state) {
    const texts = wrapped(words.ofStub(node), STUB_LETTERS).map(
      (line, index) =>
        `<tspan x="${width / 2}" dy="${index === 0 ? 0 : 13}">${escaped(line)}</tspan>`,
    );
    const top = height / 2 + (texts.length > 1 ? -3 : 4);
    return (
      `${at}<rect width="${width}" height="${height}" rx="${height / 2}" fill="${PAPER}" stroke="${RULE}" stroke-dasharray="3 3"/>` +
      `<text y="${top}" text-anchor="middle" font-size="11" fill="${FAINT}">${texts.join("")}</text></g>`
    );
  }
  const lines = wrapped(state.name, 22);
  const first = height / 2 + (lines.length > 1 ? -3 : 4);
  const spans = lines.map(
    (line, index) => `<tspan x="14" dy="${index === 0 ? 0 : LINE}">${escaped(line)}</tspan>`,
  );
  const inner = state.isFinal
    ? `<rect x="3" y="3" width="${width - 6}" height="${height - 6}" rx="3" fill="none" stroke="${RULE}"/>`
    : "";
  return (
    `${at}<rect width="${width}" height="${height}" rx="5" fill="${PAPER}" stroke="${INK}"/>` +
    `<rect width="4" height="${height}" rx="2" fill="${COLOURS[state.colour] ?? FAINT}"/>${inner}` +
    `<text y="${first}" font-size="13" fill="${INK}">${spans.join("")}</text></g>`
  );
}

function legendOf(picture: Picture, words: SvgWords, numbers: Numbers) {
  const nameOf = (code: string) => picture.states.find((s) => s.code === code)?.name ?? code;
  const isFinal = (code: string) => picture.states.some((s) => s.code === code && s.isFinal);
  const texts = picture.transitions.flatMap((transition) => {
    const { roles, conditions, effects } = words.ofTransition(transition.code);
    // "Anywhere" means open states alone; final ones are named besides.
    const from = transition.isFromAnywhere
      ? [words.anywhere, ...transition.from.filter(isFinal).map(nameOf)].join(", ")
      : transition.from.map(nameOf).join(", ");
    const head = `${numbers.get(transition.code)}  ${transition.name}: ${from} → ${nameOf(transition.to)}`;
    const more = [`${words.roles}: ${roles.join(", ")}`, ...conditions, ...effects].join("; ");
    return [
      ...broken(head, LEGEND_COLUMNS).map((text) => ({ text, isHead: true })),
      ...broken(more, LEGEND_COLUMNS).map((text) => ({ text, isHead: false })),
    ];
  });
  const lines = texts.map(
    ({ text, isHead }, index) =>
      `<text x="${isHead ? 0 : 22}" y="${(index + 1) * LINE}" fill="${isHead ? INK : FAINT}"${isHead ? ' font-weight="600"' : ""}>${escaped(text)}</text>`,
  );
  return { lines, height: (texts.length + 1) * LINE };
}

/** A text in lines of so many letters, broken between words. */
function broken(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > most) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
