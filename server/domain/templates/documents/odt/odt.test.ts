import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codesOf, linesOf, make } from "../testing/letters";
import { odt, odtTable, p, span, textStyle, YELLOW_SPAN } from "../testing/odt";
import { group, list, text, world } from "../testing/world";

const NAME = "Povinný.CeléJméno";

describe("fields in ODT", () => {
  it("takes a highlighted span and keeps its other formatting", () => {
    const made = make(odt({ body: p("Vážená ", span(NAME), "!") }));
    expect(made.problems).toEqual([]);
    expect(made.lines).toEqual(["Vážená Jana Nováková!"]);
    const xml = made.files["content.xml"] ?? "";
    const style = /text:style-name="(SaldoPlain\d)"/.exec(xml)?.[1] ?? "";
    expect(xml).toMatch(
      new RegExp(`style:name="${style}"[^>]*><style:text-properties[^>]*transparent[^>]*bold`),
    );
    expect(made.letter.mediaType).toBe("application/vnd.oasis.opendocument.text");
  });

  it("reads a field the same however it is split into spans", () => {
    const positions = fc.uniqueArray(fc.integer({ min: 1, max: NAME.length - 1 }), {
      maxLength: 6,
    });
    const shapes = fc.array(fc.constantFrom("plain", "nested", "marked"), {
      minLength: 7,
      maxLength: 7,
    });
    fc.assert(
      fc.property(positions, shapes, (cuts, shape) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), NAME.length];
        const pieces = edges.slice(1).map((end, index) => {
          const piece = NAME.slice(edges[index], end);
          const kind = shape[index];
          if (kind === "nested") return span(span(piece, "T2"));
          return kind === "marked" ? `${span(piece)}<text:bookmark text:name="b"/>` : span(piece);
        });
        const automatic = YELLOW_SPAN + textStyle("T2", 'fo:font-style="italic"');
        const { lines, problems } = make(odt({ body: p("Pro ", ...pieces), automatic }));
        expect(lines).toEqual(["Pro Jana Nováková"]);
        expect(problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("finds a highlight of a named style, of one based on it, and of a whole paragraph", () => {
    const styles =
      textStyle("Pole", 'fo:background-color="#ffff00"') + textStyle("Dalsi", "", "Pole");
    const automatic =
      textStyle("T5", 'fo:color="#ff0000"', "Dalsi") +
      '<style:style style:name="P1" style:family="paragraph"><style:text-properties fo:background-color="#ffff00"/></style:style>';
    const body =
      p(span(NAME, "Dalsi")) +
      p(span(NAME, "T5")) +
      `<text:p text:style-name="P1">${NAME}</text:p>`;
    const made = make(odt({ body, automatic, styles }));
    expect(made.problems).toEqual([]);
    expect(made.lines).toEqual(Array(3).fill("Jana Nováková"));
    expect(made.files["content.xml"]).not.toMatch(/text:style-name="(?:Dalsi|T5|P1)"/);
  });

  it("leaves what lies inside a highlight without one", () => {
    const automatic = YELLOW_SPAN + textStyle("T2", 'fo:background-color="transparent"');
    const body = p(span(`${NAME}${span(" a ", "T2")}Povinný.Obec`));
    expect(make(odt({ body, automatic })).lines).toEqual(["Jana Nováková a Brno"]);
  });

  it("crosses spaces, tabs and breaks that ODT writes as elements", () => {
    const body =
      p(
        span(
          'Když Dluh.JeStarý<text:s/>a<text:s text:c="2"/>Povinný.Obec<text:line-break/>= "Brno"',
        ),
        "ano",
        span("Konec"),
      ) + p(span("Povinný.Ulice<text:line-break/>Povinný.Obec"));
    const { lines, problems } = make(odt({ body }));
    expect(problems).toEqual([]);
    expect(lines).toEqual(["ano", "Dlouhá 1\nBrno"]);
  });

  it("finds fields in the header of the page, and not in what was deleted", () => {
    const deleted = `<text:tracked-changes><text:changed-region text:id="c"><text:deletion>${p(span("Cizí"))}</text:deletion></text:changed-region></text:tracked-changes>`;
    const made = make(odt({ body: deleted + p("x"), header: p(span(NAME)) }));
    expect(codesOf(made.problems)).toEqual(["has_changes"]);
    expect(linesOf(made.files["styles.xml"] ?? "")).toEqual(["Jana Nováková"]);
  });

  it("says header and paragraph of what it cannot read", () => {
    const { problems } = make(odt({ body: p("x"), header: p("Pan ", span("Povinný.Nic")) }));
    expect(problems[0]?.place).toMatchObject({ part: "header", excerpt: "Pan Povinný.Nic" });
  });

  it("writes spaces, lines and tabs as elements", () => {
    const root = world({ debtor: group({ fullName: text("a  b\nc\td <&>") }) });
    expect(make(odt({ body: p(span(NAME)) }), root).lines).toEqual(["a  b\nc\td <&>"]);
  });

  it("puts a picture into its folder and the manifest", () => {
    const made = make(odt({ body: p(span("Dluh.QR")) }));
    expect(made.lines).toEqual(["[picture]"]);
    expect(Object.keys(made.files)[0]).toBe("mimetype");
    expect(made.files["Pictures/saldo1.png"]).toBeDefined();
    expect(made.files["META-INF/manifest.xml"]).toContain('m:full-path="Pictures/saldo1.png"');
    expect(made.files["content.xml"]).toContain('svg:width="30mm"');
  });
});

describe("structure of ODT", () => {
  it("repeats rows and items, chooses paragraphs, drops a table without rows", () => {
    const items = `<text:list><text:list-item>${p(span("Pohledávky.Číslo"))}</text:list-item></text:list>`;
    const rows = odtTable([p(span("Pohledávky.Číslo")), p("a")]);
    const choice = p(span("Když Dluh.JeStarý")) + p("ano") + p(span("Konec"));
    const made = make(odt({ body: items + rows + choice }));
    expect(made.problems).toEqual([]);
    expect(made.lines).toEqual(["FV1", "FV2", "FV1", "a", "FV2", "a", "ano"]);
    const none = make(odt({ body: rows }), world({ claims: list() }));
    expect(none.files["content.xml"]).not.toContain("table:table");
  });

  it("lets list items vanish that hold nothing but words", () => {
    const li = (content: string) => `<text:list-item>${p(content)}</text:list-item>`;
    const body = `<text:list>${li(span("Pro každou Pohledávky"))}${li(span("Pohledávky.Číslo"))}${li("i")}${li(span("Konec"))}</text:list>`;
    const made = make(odt({ body }));
    expect(codesOf(made.problems)).toEqual([]);
    expect(made.lines).toEqual(["FV1", "i", "FV2", "i"]);
  });

  it("makes a document of a template of LibreOffice", () => {
    const mimetype = "application/vnd.oasis.opendocument.text-template";
    const made = make(odt({ body: p(span(NAME)), parts: { mimetype } }));
    expect(made.files.mimetype).toBe("application/vnd.oasis.opendocument.text");
  });
});
