import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  docx,
  item,
  marked,
  NUMBERING,
  paragraph,
  run,
  table,
  textBox,
  wordField,
} from "./testing/docx";
import { errorsOf, make } from "./testing/letters";
import { odt, odtTable, p, span } from "./testing/odt";
import { list, world } from "./testing/world";

const hasOffice = spawnSync("soffice", ["--version"], { timeout: 20_000 }).status === 0;

const claimRow = (cell: (source: string) => string) => [
  cell("Pohledávky.Číslo"),
  cell("Pohledávky.Jistina"),
];
const WORD = docx({
  body:
    paragraph(run("Vážená "), wordField("Povinný.CeléJméno"), run("!")) +
    table(
      [paragraph(run("Číslo")), paragraph(run("Jistina"))],
      claimRow((source) => paragraph(marked(source))),
    ) +
    item(marked("Pohledávky.Číslo")) +
    paragraph(marked("Když Dluh.JeStarý")) +
    paragraph(run("Starý dluh")) +
    paragraph(marked("Konec")) +
    paragraph(marked("Dluh.QR")) +
    paragraph(textBox(paragraph(marked("Povinný.Obec")))) +
    paragraph(run("S pozdravem")),
  header: paragraph(marked("Povinný.Ulice")),
  numbering: NUMBERING,
});
const OPEN = odt({
  body:
    p("Vážená ", span("Povinný.CeléJméno"), "!") +
    odtTable(
      [p("Číslo"), p("Jistina")],
      claimRow((source) => p(span(source))),
    ) +
    p(span("Když Dluh.JeStarý")) +
    p("Starý dluh") +
    p(span("Konec")) +
    p(span("Dluh.QR")) +
    p("S pozdravem"),
  header: p(span("Povinný.Ulice")),
});

/** Where LibreOffice is not installed, real files of its own are not to be had. */
describe.runIf(hasOffice)("documents and LibreOffice", { timeout: 120_000 }, () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "saldo-office-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function convert(files: Record<string, Uint8Array>, to: string): (name: string) => Buffer {
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const out = ["--convert-to", to, "--outdir", join(folder, "out")];
    const done = spawnSync("soffice", [profile, "--headless", ...out, ...paths], {
      timeout: 100_000,
    });
    expect(done.status).toBe(0);
    const extension = to.split(":")[0];
    return (name) => readFileSync(join(folder, "out", `${name}.${extension}`));
  }

  it("opens our letters, with rows and without", () => {
    const none = world({ claims: list() });
    const read = convert(
      {
        "word.docx": make(WORD).letter.bytes,
        "wordless.docx": make(WORD, none).letter.bytes,
        "open.odt": make(OPEN).letter.bytes,
        "openless.odt": make(OPEN, none).letter.bytes,
      },
      "txt:Text (encoded):UTF8",
    );
    for (const name of ["word", "open"]) {
      const words = read(name).toString().replace(/\s+/g, " ");
      expect(words).toContain("Vážená Jana Nováková!");
      expect(words).toMatch(/Číslo Jistina FV1 1 000,00 Kč FV2 234,50 Kč/);
      expect(words).toMatch(/Starý dluh.*S pozdravem/);
      const fewer = read(`${name}less`).toString().replace(/\s+/g, " ");
      expect(fewer).toMatch(/Číslo Jistina (?!FV)/);
      expect(fewer).toContain("S pozdravem");
    }
  });

  it("writes templates of its own that read the same", () => {
    const toDocx = convert(
      { "from-odt.odt": OPEN, "again.docx": WORD },
      "docx:Office Open XML Text",
    );
    const toOdt = convert({ "from-docx.docx": WORD }, "odt:writer8");
    for (const bytes of [toDocx("from-odt"), toDocx("again"), toOdt("from-docx")]) {
      const { lines, problems, files, letter } = make(bytes);
      expect(errorsOf(problems)).toEqual([]);
      expect(letter.unresolved).toEqual([]);
      const words = lines.join("|").replace(/\s/g, " ");
      expect(words).toContain("Vážená Jana Nováková!");
      expect(words).toContain("FV1|1 000,00 Kč|FV2|234,50 Kč");
      expect(words).toMatch(/Starý dluh.*\[picture\].*S pozdravem/);
      const header = files["word/header1.xml"] ?? files["styles.xml"] ?? "";
      expect(header).toContain("Dlouhá 1");
    }
  });
});
