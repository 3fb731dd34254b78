import { inflateSync } from "node:zlib";

/** The text of each page of a PDF that we wrote: a line for each piece of text, as it was written. */
export function textOfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const fonts = fontsOf(head, objects);
    const content = objects.get(refOf(head, "Contents"))?.stream.toString("latin1") ?? "";
    return piecesOf(content, fonts).join("\n");
  });
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
function fontsOf(page: string, objects: Map<number, Part>): Map<string, string[]> {
  const resources = objects.get(refOf(page, "Resources"))?.head ?? page;
  const fonts = new Map<string, string[]>();
  for (const [, name = "", ref] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(ref))?.head ?? "";
    const map = objects.get(refOf(font, "ToUnicode"))?.stream.toString("latin1") ?? "";
    fonts.set(name, lettersOf(map));
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

function piecesOf(content: string, fonts: Map<string, string[]>): string[] {
  const pieces: string[] = [];
  let letters: string[] = [];
  for (const [whole, name, array = ""] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (whole.endsWith("Tf")) {
      letters = fonts.get(name ?? "") ?? [];
      continue;
    }
    const codes = [...array.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = ""]) =>
      (hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16)),
    );
    pieces.push(codes.map((code) => letters[code] ?? "").join(""));
  }
  return pieces;
}
