import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { deflateSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { writePdf } from "../pdf";
import { type BatchLetter, countPages, isPdf, type PostalAddress, writePostBatch } from ".";

async function collect(write: (stream: PassThrough) => Promise<unknown>): Promise<Buffer> {
  const stream = new PassThrough();
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  await write(stream);
  return Buffer.concat(pieces);
}

const pdfOf = (paragraphs: number) =>
  collect((stream) =>
    writePdf(
      {
        ...{ title: "Výzva", author: "Saldo", language: "cs" },
        createdAt: new Date("2026-11-29T08:00:00Z"),
        blocks: Array.from({ length: paragraphs }, () => ({
          ...{ type: "paragraph" as const, text: "Dlužíte. ".repeat(40) },
        })),
        footer: { text: "", page: (number, count) => `${number}/${count}` },
      },
      stream,
    ),
  );

/** A PDF as newer programs write it: its objects lie packed in a stream. */
function packedPdf(pages: number): Buffer {
  const bodies = ["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids[3 0 R]/Count ${pages}>>`];
  const pairs = `1 0 2 ${bodies[0]?.length ?? 0} `;
  const packed = deflateSync(Buffer.from(pairs + bodies.join("")));
  const head = `<</Type/ObjStm/N 2/First ${pairs.length}/Filter/FlateDecode/Length ${packed.length}>>`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.5\n9 0 obj\n${head}\nstream\n`),
    packed,
    Buffer.from("\nendstream\nendobj\n%%EOF\n"),
  ]);
}

describe("pages of a PDF", () => {
  it("are counted as it counts them", async () => {
    const [one, many] = await Promise.all([pdfOf(1), pdfOf(60)]);
    expect(isPdf(one)).toBe(true);
    expect(countPages(one)).toBe(1);
    const said = many.toString("latin1").match(/\/Type \/Page\b/g)?.length;
    expect(said).toBeGreaterThan(3);
    expect(countPages(many)).toBe(said);
  });

  it("are counted in packed objects, by a count of its own, and after a change", () => {
    expect(countPages(packedPdf(17))).toBe(17);
    const plain =
      "%PDF-1.4\n1 0 obj<</Type /Catalog /Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 5 0 R" +
      "/Kids[]>>endobj\n5 0 obj 4 endobj\n";
    expect(countPages(Buffer.from(plain))).toBe(4);
    expect(countPages(Buffer.from(`${plain}5 0 obj 6 endobj\n`))).toBe(6);
  });

  it.each([
    ["no PDF", "hello"],
    ["a torn one", "%PDF-1.4\n1 0 obj<</Type /Catalog /Pages 2 0 R>>"],
    ["pages that are not there", "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj"],
    ["an encrypted one", "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj trailer<</Encrypt 5 0 R>>"],
    ["objects without an end", "1 0 obj ".repeat(1_000_000)],
    ["a packed one that is damaged", "9 0 obj<</Type/ObjStm/First 4>>stream\nxx\nendstream endobj"],
  ])("are not known of %s", (_, text) => expect(countPages(Buffer.from(text))).toBeNull());
});

const address = (name: string, postalCode: string, country = "CZ"): PostalAddress => ({
  ...{ nameLines: [name], street: "Česká", houseNumber: "12", orientationNumber: "4" },
  ...{ city: "Lhota; u <Prahy>", postalCode, country },
});

describe("a batch", async () => {
  const [one, long] = await Promise.all([pdfOf(1), pdfOf(60)]);
  const letter = (
    key: string,
    deliveryMode: BatchLetter["deliveryMode"],
    recipient: PostalAddress,
  ): BatchLetter => ({ key, deliveryMode, recipient, isDuplex: true, pdf: [async () => one] });
  const letters: BatchLetter[] = [
    letter("k1", "ownHands", address("=Zlý & syn", "110 00")),
    letter("k2", "ordinary", address("Maria Müller", "1010", "AT")),
    { ...letter("k3", "ordinary", address("Žofie Nováková", "588 12")), pdf: [async () => long] },
    letter("k4", "ordinary", address("Řehoř Čapek", "11000")),
    {
      ...letter("k5", "registered", address("Jan Žák", "110 00")),
      pdf: [async () => one, async () => long],
    },
  ];
  const written = await collect((stream) => writePostBatch(letters, { stream }));
  const parts = unzipSync(new Uint8Array(written));

  it("lies in the order of posting, under names that say so", () => {
    expect(Object.keys(parts)).toEqual([
      ...["0001_obycejne_11000_rehor-capek.pdf", "0002_obycejne_58812_zofie-novakova.pdf"],
      ...["0003_obycejne_1010_maria-muller.pdf", "0004_doporucene_11000_jan-zak-1.pdf"],
      ...["0004_doporucene_11000_jan-zak-2.pdf", "0005_vlastni-ruce_11000_zly-syn.pdf"],
      ...["seznam.csv", "seznam.json"],
    ]);
    expect([...Object.keys(parts)].sort()).toEqual(Object.keys(parts));
  });

  it("holds every file whole, and a list that proves it", () => {
    const list = JSON.parse(Buffer.from(parts["seznam.json"] ?? []).toString());
    const files = list.letters.flatMap((each: { files: object[] }) => each.files);
    expect(files).toHaveLength(6);
    for (const { name, sha256, bytes, pages } of files) {
      const part = Buffer.from(parts[name] ?? []);
      expect(createHash("sha256").update(part).digest("hex")).toBe(sha256);
      expect(part.length).toBe(bytes);
      expect(pages).toBe(countPages(part));
    }
    expect(list.letters[4]).toMatchObject({ number: 5, key: "k1", deliveryMode: "ownHands" });
  });

  it("has a list that Excel opens, in which nothing is computed", () => {
    const csv = Buffer.from(parts["seznam.csv"] ?? []).toString();
    expect(csv.startsWith("\ufeffPořadí;Soubor;")).toBe(true);
    const rows = parse(csv, { bom: true, delimiter: ";", columns: true }) as Record<
      string,
      string
    >[];
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatchObject({
      ...{ Pořadí: "1", Adresát: "Řehoř Čapek", Ulice: "Česká 12/4", Stran: "1", Značka: "k4" },
      ...{ "PSČ a obec": "110 00 Lhota; u <Prahy>", "Způsob doručení": "obyčejně" },
    });
    expect(rows[5]?.Adresát).toBe("'=Zlý & syn");
  });

  it("is the same for the same letters", async () => {
    const again = await collect((stream) => writePostBatch([...letters].reverse(), { stream }));
    expect(again.equals(written)).toBe(true);
  });

  it("fetches one file at a time", async () => {
    let open = 0;
    let most = 0;
    const fetch = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return one;
    };
    const many = letters.map((each) => ({ ...each, pdf: [fetch, fetch] }));
    await collect((stream) => writePostBatch(many, { stream }));
    expect(most).toBe(1);
  });

  it("with something else than a PDF in it is refused, and its target is ended", async () => {
    const stream = new PassThrough();
    stream.resume();
    const bad = letters.map((each) => ({ ...each, pdf: [async () => Buffer.from("PK")] }));
    await expect(writePostBatch(bad, { stream })).rejects.toThrow(RangeError);
    expect(stream.destroyed).toBe(true);
  });

  it("of nothing is an empty list", async () => {
    const empty = unzipSync(
      new Uint8Array(await collect((s) => writePostBatch([], { stream: s }))),
    );
    expect(Object.keys(empty)).toEqual(["seznam.csv", "seznam.json"]);
  });
});
