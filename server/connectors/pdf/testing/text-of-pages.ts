import { inflateSync } from "node:zlib";

/** A piece of text where it was written: points from the left, and from the top to its baseline. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  size: number;
  /** As the font calls itself. */
  font: string;
}

/** The text of each page of a PDF that we wrote: a line for each piece of text, as it was written. */
export function textOfPages(pdf: Buffer): string[] {
  return placedOfPages(pdf).map((pieces) => pieces.map(({ text }) => text).join("\n"));
}

/** The pieces of text of each A4 page of a PDF that we wrote, with their places. */
export function placedOfPages(pdf: Buffer): PlacedText[][] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const fonts = fontsOf(head, objects);
    const content = objects.get(refOf(head, "Contents"))?.stream.toString("latin1") ?? "";
    return piecesOf(content, fonts);
  });
}

const PAGE_HEIGHT = 841.89;

interface Font {
  name: string;
  letters: string[];
}

interface Part {
  head: string;
  stream: Buffer;
}

function objectsOf(pdf: Buffer): Map<number, Part> {
  const text = pdf.toString("latin1");
  const objects = new Map<number, Part>();
  for (const found of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = "0", body = ""] = found;
    const at = body.indexOf("stream\n");
    const head = at < 0 ? body : body.slice(0, at);
    const raw = Buffer.from(
      at < 0 ? "" : body.slice(at + 7, body.lastIndexOf("\nendstream")),
      "latin1",
    );
    const stream = head.includes("/FlateDecode") ? inflateSync(raw) : raw;
    objects.set(Number(number), { head, stream });
  }
  return objects;
}

const refOf = (head: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]);

/** Which letters the codes of a font are. */
function fontsOf(page: string, objects: Map<number, Part>): Map<string, Font> {
  const resources = objects.get(refOf(page, "Resources"))?.head ?? page;
  const fonts = new Map<string, Font>();
  for (const [, key = "", ref] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(ref))?.head ?? "";
    const name = /\/BaseFont \/\w+\+(\S+)/.exec(font)?.[1] ?? "";
    const map = objects.get(refOf(font, "ToUnicode"))?.stream.toString("latin1") ?? "";
    fonts.set(key, { name, letters: lettersOf(map) });
  }
  return fonts;
}

function lettersOf(map: string): string[] {
  const letters: string[] = [];
  for (const [, from = "", , list = ""] of map.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    const codes = [...list.matchAll(/<([\w ]*)>/g)].map(([, hex = ""]) => hex.replaceAll(" ", ""));
    for (const [index, hex] of codes.entries()) {
      letters[Number.parseInt(from, 16) + index] = Buffer.from(hex, "hex")
        .swap16()
        .toString("utf16le");
    }
  }
  return letters;
}

function piecesOf(content: string, fonts: Map<string, Font>): PlacedText[] {
  const pieces: PlacedText[] = [];
  let font: Font = { name: "", letters: [] };
  let place = { x: 0, y: 0, size: 0 };
  const orders =
    /1 0 0 1 (?<x>[\d.-]+) (?<y>[\d.-]+) Tm|\/(?<key>F\d+) (?<size>[\d.]+) Tf|\[(?<codes>.*?)\] TJ/g;
  for (const { groups = {} } of content.matchAll(orders)) {
    if (groups.x) place = { ...place, x: Number(groups.x), y: PAGE_HEIGHT - Number(groups.y) };
    else if (groups.key) {
      font = fonts.get(groups.key) ?? font;
      place = { ...place, size: Number(groups.size) };
    } else {
      const codes = [...(groups.codes ?? "").matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = ""]) =>
        (hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16)),
      );
      const text = codes.map((code) => font.letters[code] ?? "").join("");
      pieces.push({ text, font: font.name, ...place });
    }
  }
  return pieces;
}
