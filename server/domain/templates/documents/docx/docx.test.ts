import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  docx,
  GOOGLE_YELLOW,
  item,
  marked,
  NUMBERING,
  paragraph,
  run,
  styled,
  table,
  textBox,
  wordField,
  YELLOW,
} from "../testing/docx";
import { codesOf, errorsOf, linesOf, make } from "../testing/letters";
import { group, list, text, world } from "../testing/world";

const NAME = "Povinný.CeléJméno";

describe("fields in DOCX", () => {
  it("takes a highlighted run and keeps its other formatting", () => {
    const made = make(docx({ body: paragraph(run("Vážená "), marked(NAME, "<w:b/>"), run("!")) }));
    expect(made.lines).toEqual(["Vážená Jana Nováková!"]);
    expect(made.problems).toEqual([]);
    const xml = made.files["word/document.xml"] ?? "";
    expect(xml).toContain("<w:rPr><w:b/></w:rPr>");
    expect(xml).not.toContain("highlight");
  });

  it("reads a field the same however it is split into runs", () => {
    const positions = fc.uniqueArray(fc.integer({ min: 1, max: NAME.length - 1 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(positions, (cuts) => {
        const body = paragraph(
          run("Pro "),
          wordField(
            NAME,
            cuts.toSorted((a, b) => a - b),
          ),
        );
        const { lines, problems } = make(docx({ body }));
        expect(lines).toEqual(["Pro Jana Nováková"]);
        expect(errorsOf(problems)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each<[string, string]>([
    ["Google Docs' shading", run(NAME, GOOGLE_YELLOW)],
    ["shading over several runs", run("Povinný", GOOGLE_YELLOW) + run(".CeléJméno", GOOGLE_YELLOW)],
    [
      "a link",
      `<w:hyperlink r:id="rIdLink">${marked("Povinný.")}</w:hyperlink>${marked("CeléJméno")}`,
    ],
    [
      "a smart tag",
      `<w:smartTag w:element="x">${marked("Povinný.Celé")}</w:smartTag>${marked("Jméno")}`,
    ],
    [
      "a content control that is bound",
      `<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/></w:sdtPr><w:sdtContent>${marked(NAME)}</w:sdtContent></w:sdt>`,
    ],
    [
      "deleted text beside",
      `${marked("Povinný.")}<w:del w:id="1"><w:r><w:delText>Staré</w:delText></w:r></w:del>${marked("CeléJméno")}`,
    ],
    [
      "a soft break in the middle",
      `<w:r><w:rPr>${YELLOW}</w:rPr><w:t>Povinný.</w:t><w:br/><w:t>CeléJméno</w:t></w:r>`,
    ],
    ["letters without a name of an English kind", marked("debtor.fullName")],
  ])("finds a field in %s", (_, runs) => {
    const made = make(docx({ body: paragraph(run("A "), runs, run(" B")) }));
    expect(errorsOf(made.problems)).toEqual([]);
    expect(made.lines).toEqual(["A Jana Nováková B"]);
    expect(made.files["word/document.xml"]).not.toMatch(
      /dataBinding|showingPlcHdr|<w:r><w:rPr><w:highlight|fff200/,
    );
  });

  it("finds a highlight that a style brings, and votes it down", () => {
    const styles =
      `<w:style w:type="character" w:styleId="Pole"><w:rPr>${YELLOW}</w:rPr></w:style>` +
      '<w:style w:type="character" w:styleId="Dalsi"><w:basedOn w:val="Pole"/></w:style>' +
      `<w:style w:type="paragraph" w:styleId="Vse"><w:rPr><w:shd w:fill="FFFF00" w:val="clear"/></w:rPr></w:style>`;
    const body = paragraph(run(NAME, '<w:rStyle w:val="Dalsi"/>')) + styled("Vse", run(NAME));
    const made = make(docx({ body, styles }));
    expect(made.lines).toEqual(["Jana Nováková", "Jana Nováková"]);
    expect(made.files["word/document.xml"]).toContain(
      '<w:rPr><w:rStyle w:val="Dalsi"/><w:highlight w:val="none"/>',
    );
  });

  it("leaves other colours alone", () => {
    const green = run(NAME, '<w:highlight w:val="green"/>');
    const grey = run(NAME, '<w:shd w:fill="D9D9D9" w:val="clear"/>');
    const none = run(NAME, '<w:highlight w:val="none"/>');
    const { lines, problems } = make(docx({ body: paragraph(green, grey, none) }));
    expect(lines).toEqual([NAME.repeat(3)]);
    expect(codesOf(problems)).toEqual(["no_fields"]);
  });

  it("parts fields by what is not highlighted, and by lines where each reads alone", () => {
    const two = paragraph(marked("Povinný.Ulice"), run(" "), marked("Povinný.Obec"));
    const address = `<w:p><w:r><w:rPr>${YELLOW}</w:rPr><w:t>${NAME}</w:t><w:br/><w:t>Povinný.Ulice</w:t><w:br/><w:t>Povinný.Obec</w:t></w:r></w:p>`;
    const { lines, problems } = make(docx({ body: two + address }));
    expect(problems).toEqual([]);
    expect(lines).toEqual(["Dlouhá 1 Brno", "Jana Nováková\nDlouhá 1\nBrno"]);
  });

  it("parts fields that touch where Word began a new run, if they read only so", () => {
    const body =
      paragraph(wordField("Povinný.Ulice"), wordField("Povinný.Obec")) +
      paragraph(
        marked("Pro každou Pohledávky"),
        marked("Pohledávky.Číslo"),
        run(";"),
        marked("Konec"),
      );
    const { lines, problems } = make(docx({ body }));
    expect(errorsOf(problems)).toEqual([]);
    expect(lines).toEqual(["Dlouhá 1Brno", "FV1;FV2;"]);
    const unclear = make(docx({ body: paragraph(marked("Povinný.UlicePovinný.Obec")) }));
    expect(codesOf(unclear.problems)).toEqual(["unknown_name"]);
  });

  it("does not read across a page break or a picture", () => {
    const page = `<w:r><w:rPr>${YELLOW}</w:rPr><w:br w:type="page"/></w:r>`;
    const body = paragraph(marked("Povinný."), page, marked("Obec"));
    expect(errorsOf(make(docx({ body })).problems)).toHaveLength(2);
  });

  it("keeps highlighted space around a field as space", () => {
    const { lines } = make(
      docx({ body: paragraph(run("A"), marked(` ${NAME} `), run("B"), marked(" ")) }),
    );
    expect(lines).toEqual(["A Jana Nováková B "]);
  });

  it("writes what XML cannot hold safely, and lines and tabs as Word does", () => {
    const root = world({ debtor: group({ fullName: text('A & <B> "c"\u0001\ud800\n  D\tE') }) });
    const { lines } = make(docx({ body: paragraph(marked(NAME)) }), root);
    expect(lines).toEqual(['A & <B> "c"\n  D\tE']);
  });

  it("finds fields in headers, footers, footnotes, tables and both twins of a text box", () => {
    const field = paragraph(marked(NAME));
    const made = make(
      docx({
        body: table([field]) + paragraph(textBox(field), run("konec")),
        header: field,
        footer: field,
        footnotes: `<w:footnote w:id="1">${field}</w:footnote>`,
      }),
    );
    expect(made.problems).toEqual([]);
    const all = Object.entries(made.files).filter(([name]) => /document|header|foot/.test(name));
    const names = all.flatMap(([, xml]) => xml.match(/Jana Nováková/g) ?? []);
    expect(names).toHaveLength(6);
    for (const part of ["header1", "footer1", "footnotes"]) {
      expect(linesOf(made.files[`word/${part}.xml`] ?? "")).toEqual(["Jana Nováková"]);
    }
  });

  it("says what it cannot read, with page and paragraph, and leaves it as it was", () => {
    const body =
      paragraph(run("První strana")) +
      `<w:p><w:r><w:lastRenderedPageBreak/></w:r>${run("Platí pro ")}${marked("Povinný.CeleJmenno")}</w:p>`;
    const { lines, problems, letter } = make(docx({ body }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      weight: "error",
      source: "Povinný.CeleJmenno",
      place: { part: "body", page: 2, excerpt: "Platí pro Povinný.CeleJmenno" },
    });
    expect(problems[0]?.suggestions[0]).toMatch(/CeléJméno/);
    expect(lines[1]).toBe("Platí pro Povinný.CeleJmenno");
    expect(letter.unresolved).toEqual(["Povinný.CeleJmenno"]);
  });

  it("names fields without a value", () => {
    const { letter, lines } = make(docx({ body: paragraph(run("A"), marked("Povinný.Poznámka")) }));
    expect(letter.unresolved).toEqual(["Povinný.Poznámka"]);
    expect(lines).toEqual(["A"]);
  });

  it("puts a picture into the part that shows it", () => {
    const code = paragraph(marked("Dluh.QR"));
    const made = make(docx({ body: code + code, header: code }));
    expect(made.problems).toEqual([]);
    expect(made.lines).toEqual(["[picture]", "[picture]"]);
    expect(Object.keys(made.files).filter((name) => name.includes("media"))).toEqual([
      "word/media/saldo1.png",
    ]);
    expect(made.files["word/_rels/header1.xml.rels"]).toContain("/word/media/saldo1.png");
    expect(made.files["word/_rels/document.xml.rels"]).toContain("rId_saldo1");
    const types = made.files["[Content_Types].xml"] ?? "";
    expect(types.match(/Extension="png"/g)).toHaveLength(1);
    const known = types.replace('"png"', '"PNG"');
    const again = make(docx({ body: code, header: code, parts: { "[Content_Types].xml": known } }));
    expect(again.files["[Content_Types].xml"]).toBe(known);
    expect(made.files["word/document.xml"]).toContain('cx="1080000"');
  });
});

describe("a letter that comes back as a template", () => {
  it("gets pictures beside those of its first life", () => {
    const first = make(
      docx({ body: paragraph(marked("Dluh.QR"), run(" "), marked("Povinný.Obec")) }),
    );
    const main = first.files["word/document.xml"] ?? "";
    const body = /<w:body>([\s\S]*)<w:sectPr>/.exec(main)?.[1] ?? "";
    const parts = {
      "word/document.xml": main.replace(body, body + paragraph(marked("Dluh.QR"))),
      "word/_rels/document.xml.rels": first.files["word/_rels/document.xml.rels"] ?? "",
      "word/media/saldo1.png": "old",
    };
    const again = make(docx({ body: "", parts }));
    expect(again.lines).toEqual(["[picture] Brno", "[picture]"]);
    expect(again.files["word/media/saldo1.png"]).toBe("old");
    expect(Object.keys(again.files)).toContain("word/media/saldo-2-1.png");
    const ids = again.files["word/_rels/document.xml.rels"]?.match(/ Id="[^"]+"/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("repetitions in DOCX", () => {
  const claimRow = [
    paragraph(marked("Pohledávky.Číslo", "<w:i/>")),
    paragraph(marked("Pohledávky.Jistina")),
  ];
  const head = [paragraph(run("Číslo")), paragraph(run("Jistina"))];

  it("repeats the row that holds a path through a list", () => {
    const made = make(docx({ body: table(head, claimRow) }));
    expect(made.problems).toEqual([]);
    expect(made.lines.map((line) => line.replace(/\s/g, " "))).toEqual([
      "Číslo",
      "Jistina",
      "FV1",
      "1 000,00 Kč",
      "FV2",
      "234,50 Kč",
    ]);
    expect(made.files["word/document.xml"]?.match(/<w:i\/>/g)).toHaveLength(2);
  });

  it("takes a table that lost all its rows away, and keeps a cell's last paragraph", () => {
    const root = world({ claims: list() });
    const alone = make(
      docx({ body: paragraph(run("A")) + table(claimRow) + paragraph(run("B")) }),
      root,
    );
    expect(alone.lines).toEqual(["A", "B"]);
    expect(alone.files["word/document.xml"]).not.toContain("w:tbl");
    const nested = make(docx({ body: table([table(claimRow), paragraph(run("x"))]) }), root);
    expect(nested.files["word/document.xml"]).toContain("<w:tc><w:tcPr/><w:p/></w:tc>");
  });

  it("repeats items of a list, wherever the numbering is said", () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="Odrazky"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const body =
      item(marked("Pohledávky.Číslo")) + styled("Odrazky", run("č. "), marked("Pohledávky.Číslo"));
    const { lines, problems } = make(docx({ body, styles, numbering: NUMBERING }));
    expect(problems).toEqual([]);
    expect(lines).toEqual(["FV1", "FV2", "č. FV1", "č. FV2"]);
  });

  it("repeats rows of a table within a row", () => {
    const claims = list(
      { number: text("FV1"), payments: list({ amount: text("10") }, { amount: text("20") }) },
      { number: text("FV2"), payments: list({ amount: text("30") }) },
    );
    const inner = table([paragraph(marked("Pohledávky.Platby.Částka"))]) + paragraph();
    const body = table([paragraph(marked("Pohledávky.Číslo")), inner]);
    const { lines, problems } = make(docx({ body }), world({ claims }));
    expect(problems).toEqual([]);
    expect(lines).toEqual(["FV1", "10", "20", "", "FV2", "30", ""]);
  });

  it("repeats the item, not the row, where a table only lays out the page", () => {
    const cell = paragraph(run("Dlužíte:")) + item(marked("Pohledávky.Číslo"));
    const { lines } = make(docx({ body: table([cell]), numbering: NUMBERING }));
    expect(lines).toEqual(["Dlužíte:", "FV1", "FV2"]);
    const numbered = table([item(marked("Pohledávky.Číslo")), paragraph(run("a"))]);
    expect(make(docx({ body: numbered, numbering: NUMBERING })).lines).toEqual([
      "FV1",
      "a",
      "FV2",
      "a",
    ]);
  });

  it("refuses two lists in one row, and says where all items stand in a row", () => {
    const two = table([
      paragraph(marked("Pohledávky.Číslo")),
      paragraph(marked("Splátky.Splatnost")),
    ]);
    expect(codesOf(make(docx({ body: two })).problems)).toEqual(["lists_in_one_row"]);
    const loose = make(docx({ body: paragraph(marked("Pohledávky.Číslo")) }));
    expect(codesOf(loose.problems)).toEqual(["list_joined"]);
    expect(loose.problems[0]?.weight).toBe("note");
    expect(loose.lines).toEqual(["FV1, FV2"]);
  });

  it("repeats what stands between words, in a line, over paragraphs and over rows", () => {
    const each = marked("Pro každou Pohledávky");
    const end = marked("Konec");
    const number = marked("Pohledávky.Číslo");
    const inline = paragraph(run("Č.:"), each, run(" "), number, run(";"), end, run("."));
    const blocks = paragraph(each) + paragraph(number) + paragraph(run("--")) + paragraph(end);
    const rows = table(
      [paragraph(each)],
      [paragraph(number)],
      [paragraph(run("--"))],
      [paragraph(end)],
    );
    const { lines, problems } = make(docx({ body: inline + blocks + rows }));
    expect(problems).toEqual([]);
    expect(lines).toEqual(["Č.: FV1; FV2;.", "FV1", "--", "FV2", "--", "FV1", "--", "FV2", "--"]);
  });

  it("repeats nothing that a document may hold only once", () => {
    const body = table([`<w:p w14:paraId="11111111">${wordField("Pohledávky.Číslo")}</w:p>`]);
    const { files } = make(docx({ body }));
    expect(files["word/document.xml"]).not.toMatch(/paraId|bookmark|commentRange/);
  });
});

describe("conditions in DOCX", () => {
  const when = marked("Když Dluh.JeStarý");
  const otherwise = marked("Jinak");
  const end = marked("Konec");
  const young = world({ debt: group({ isOld: { kind: "flag", isTrue: false } }) });

  it("chooses within a line and keeps the formatting of both halves", () => {
    const body = paragraph(
      `<w:hyperlink r:id="rIdLink">${run("a ")}${when}${run("starý", "<w:b/>")}${otherwise}${run("nový")}${end}</w:hyperlink>`,
      run("."),
    );
    expect(make(docx({ body })).lines).toEqual(["a starý."]);
    const other = make(docx({ body }), young);
    expect(other.lines).toEqual(["a nový."]);
    expect(other.problems).toEqual([]);
  });

  it("chooses paragraphs and rows; the words' own vanish", () => {
    const [yes, no] = [paragraph(run("ano")), paragraph(run("ne"))];
    const blocks = paragraph(when) + yes + paragraph(otherwise) + no + paragraph(end);
    const rows = table([paragraph(when), paragraph()], [yes, yes], [paragraph(end), paragraph()]);
    expect(make(docx({ body: blocks + rows })).lines).toEqual(["ano", "ano", "ano"]);
    const other = make(docx({ body: blocks + rows }), young);
    expect(other.lines).toEqual(["ne"]);
    expect(other.files["word/document.xml"]).not.toContain("w:tbl");
  });

  it("nests, also where several words share a paragraph", () => {
    const inner = marked('Když Povinný.Obec = "Brno"');
    const body =
      paragraph(when, run(" "), inner) +
      paragraph(run("oba")) +
      paragraph(end, run(" "), end) +
      paragraph(run("dál"));
    expect(make(docx({ body })).lines).toEqual(["oba", "dál"]);
    expect(make(docx({ body }), young).lines).toEqual(["dál"]);
  });

  it("takes words of control out of content controls and cuts the run they stand in", () => {
    const control = (content: string) =>
      `<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const body = paragraph(run("a"), control(when), run("b"), control(end), run("c"));
    const all = make(docx({ body }));
    expect(all.lines).toEqual(["abc"]);
    expect(all.files["word/document.xml"]).not.toContain("w:sdt");
    expect(make(docx({ body }), young).lines).toEqual(["ac"]);
    const two = `<w:r><w:rPr><w:b/>${YELLOW}</w:rPr><w:t>Když Dluh.JeStarý</w:t><w:br/><w:t>Povinný.Obec</w:t></w:r>`;
    const cut = make(docx({ body: paragraph(two, run("!"), end) }));
    expect(cut.problems).toEqual([]);
    expect(cut.files["word/document.xml"]).toMatch(
      /<w:r><w:rPr><w:b\/><\/w:rPr><w:br\/><w:t[^>]*>Brno/,
    );
  });

  it("takes whole paragraphs when the words stand at their edges", () => {
    const body =
      paragraph(when, run("první")) + paragraph(run("druhý"), end) + paragraph(run("třetí"));
    expect(make(docx({ body })).lines).toEqual(["první", "druhý", "třetí"]);
    expect(make(docx({ body }), young).lines).toEqual(["třetí"]);
  });

  it("keeps the paragraph that ends a section", () => {
    const section = `<w:p><w:pPr><w:sectPr/></w:pPr>${end}</w:p>`;
    const body = paragraph(when) + paragraph(run("a")) + section;
    const { files, lines } = make(docx({ body }), young);
    expect(lines).toEqual([]);
    expect(files["word/document.xml"]).not.toContain("highlight");
  });

  it.each<[string, string, string]>([
    ["a condition without an end", paragraph(when, run("a")), "end_missing"],
    ["an end without a beginning", paragraph(run("a"), end), "end_alone"],
    ["an otherwise alone", paragraph(run("a"), otherwise), "else_alone"],
    [
      "two otherwises",
      paragraph(when, run("a"), otherwise, run("b"), otherwise, run("c"), end),
      "else_misplaced",
    ],
    [
      "a condition from one cell into another",
      table([paragraph(when, run("a")), paragraph(run("b"), end)]),
      "block_crosses",
    ],
    [
      "one from the middle of a paragraph into another",
      paragraph(run("a"), when) + paragraph(run("b"), end),
      "block_crosses",
    ],
  ])("refuses %s", (_, body, code) => {
    const { problems, files } = make(docx({ body }));
    expect(codesOf(problems)).toContain(code);
    expect(problems[0]?.place?.excerpt).not.toBe("");
    expect(files["word/document.xml"]).not.toContain("Konec");
  });
});
