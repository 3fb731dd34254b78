import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import type { Group, Scope } from "../language";
import {
  type CompiledTemplate,
  MEDIA_TYPES,
  type PackageTemplate,
  type TextTemplate,
} from "./compiled";
import { htmlText, layPlainText } from "./html/write-html";
import { DeflateSink } from "./package/deflate-sink";
import { layOut, writePackage } from "./package/write-package";
import { PackageOutput } from "./render/package-output";
import { type Picture, runSteps } from "./render/run-steps";
import { TextOutput } from "./render/text-output";

export interface RenderOptions {
  /** Of the letter: months, amounts in words, salutations. */
  language: Locale;
  /** The day of the letter. */
  today: Day;
  /** Of sums over nothing. */
  currency?: Currency;
  /** HTML: pictures inside the file, or beside it as `cid:` parts of a mail. */
  pictures?: "data" | "cid";
  /**
   * DOCX and ODT: "small" for letters that are kept, the default; "quick" for those that only pass
   * through, to a PDF. Quick ones are made several times as fast and take about twice the room.
   */
  packing?: "small" | "quick";
}

export interface RenderedLetter {
  bytes: Buffer;
  mediaType: string;
  /** Fields without a value or a default, and those that could not be read: it must not be sent. */
  unresolved: string[];
  /** HTML and text: the letter as plain text. */
  text?: string;
  /** HTML with `cid`: the pictures that it shows. */
  attachments?: { cid: string; png: Uint8Array }[];
}

// Made once: the work is synchronous, and a buffer of its size is dear.
const sink = new DeflateSink();

/** Makes one letter. The same template, values and day always give the same bytes. */
export function renderTemplate(
  compiled: CompiledTemplate,
  root: Group,
  options: RenderOptions,
): RenderedLetter {
  const { language, today, currency } = options;
  const scope: Scope = { root, items: new Map(), language, today, currency };
  const unresolved = new Set(compiled.broken);
  const mediaType = MEDIA_TYPES[compiled.format];
  if ("parts" in compiled) {
    const output = new PackageOutput(sink, unresolved, options.packing !== "quick");
    const bytes = renderPackage(compiled, scope, output);
    return { bytes, mediaType, unresolved: [...unresolved] };
  }
  const rendered = renderText(compiled, scope, {
    unresolved,
    pictures: options.pictures ?? "data",
  });
  return { ...rendered, mediaType, unresolved: [...unresolved] };
}

function renderPackage(template: PackageTemplate, scope: Scope, output: PackageOutput): Buffer {
  const entries = template.parts.map((part) =>
    output.write(part, () => runSteps(part.steps, scope, output)),
  );
  const pictures = output.uses.length === 0 ? [] : template.pictures(output.uses);
  const replaced = pictures.map(({ name }) => name);
  return writePackage(layoutWithout(template, replaced), [...entries, ...pictures]);
}

function layoutWithout({ entries, layouts }: PackageTemplate, replaced: readonly string[]) {
  const held = replaced.filter((name) => entries.some((entry) => entry.name === name));
  const key = held.join("\n");
  const known = layouts.get(key);
  if (known !== undefined) return known;
  const layout = layOut(entries.filter(({ name }) => !held.includes(name)));
  layouts.set(key, layout);
  return layout;
}

interface TextRendering {
  unresolved: Set<string>;
  pictures: "data" | "cid";
}

function renderText(template: TextTemplate, scope: Scope, rendering: TextRendering) {
  const { unresolved } = rendering;
  if (template.plain === null) {
    const output = new TextOutput({ text: plainValue, picture: null }, unresolved);
    runSteps(template.steps, scope, output);
    const text = template.endsBare ? output.text().replace(/\r?\n$/, "") : output.text();
    return { bytes: Buffer.from(text), text };
  }
  const album = new Album(rendering.pictures);
  const html = new TextOutput({ text: htmlValue, picture: album.add }, unresolved);
  runSteps(template.steps, scope, html);
  const plain = new TextOutput(
    { text: plainValue, picture: ({ alt }) => plainValue(alt) },
    unresolved,
  );
  runSteps(template.plain, scope, plain);
  const attachments = rendering.pictures === "cid" ? { attachments: album.attachments } : {};
  return { bytes: Buffer.from(html.text()), text: layPlainText(plain.text()), ...attachments };
}

/** Pictures of one letter in HTML. */
class Album {
  readonly attachments: { cid: string; png: Uint8Array }[] = [];

  constructor(private readonly way: "data" | "cid") {}

  add = ({ png, widthMm, heightMm, alt }: Picture): string => {
    const size = `width="${pixels(widthMm)}" height="${pixels(heightMm)}"`;
    return `<img src="${this.sourceOf(png)}" alt="${htmlAttribute(alt)}" ${size}>`;
  };

  private sourceOf(png: Uint8Array): string {
    if (this.way === "data") return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
    const known = this.attachments.find((each) => each.png === png);
    if (known !== undefined) return `cid:${known.cid}`;
    const cid = `picture${this.attachments.length + 1}@saldo`;
    this.attachments.push({ cid, png });
    return `cid:${cid}`;
  }
}

function pixels(mm: number): number {
  return Math.round((mm / 25.4) * 96);
}

function htmlAttribute(text: string): string {
  return htmlText(text).replaceAll('"', "&quot;");
}

function htmlValue(value: string): string {
  return htmlText(value.replace(/\r\n?/g, "\n")).replaceAll("\n", "<br>");
}

/** What no text message or mail can hold goes; the rest stays as it is. */
function plainValue(value: string): string {
  return value.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}|[\ufdd0-\ufdd2]/gu, "");
}
