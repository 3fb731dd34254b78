import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childText, readXml, writeXml, type XmlElement, xmlChildren } from ".";

const read = (text: string) => readXml(Buffer.from(text));

describe("a small answer", () => {
  it("is read with attributes, CDATA, comments, entities and prefixes", () => {
    const root = read(
      `<?xml version='1.0'?><a:r x="1&amp;2"><!-- <b> --><b>1 &lt; 2</b><b/><![CDATA[<&>]]></a:r>`,
    ) as XmlElement;
    expect(root).toMatchObject({ name: "r", attributes: { x: "1&2" }, text: "<&>" });
    expect(xmlChildren(root, "b").map(({ text }) => text)).toEqual(["1 < 2", ""]);
    expect(childText(root, "none")).toBe("");
  });

  it("says the namespace of each, whatever its prefix", () => {
    const root = read(
      `<a:r xmlns:a="urn:1" x='xmlns:a="urn:no"'><b/><c xmlns="urn:2"><d/><a:e/></c><a:f xmlns:a="urn:3"/><g:h/></a:r>`,
    ) as XmlElement;
    const said: string[] = [];
    const walk = ({ name, namespace, children }: XmlElement) => {
      said.push(`${name} ${namespace}`);
      children.forEach(walk);
    };
    walk(root);
    expect(said).toEqual(["r urn:1", "b ", "c urn:2", "d urn:2", "e urn:1", "f urn:3", "h "]);
  });

  it("is read in the code page that it declares, or in UTF-8 in spite of it", () => {
    const text = '<?xml version="1.0" encoding="windows-1250"?><p>Žluť</p>';
    const paged = Buffer.from(text.replace("Žluť", "\x8elu\x9d"), "latin1");
    expect(readXml(paged)?.text).toBe("Žluť");
    expect(read(text)?.text).toBe("Žluť");
  });

  it.each([
    ["nothing", ""],
    ["HTML", "<html><body><p>Down<br></body></html>"],
    ["a page with a document type", "<!DOCTYPE html><html></html>"],
    ["entities of its own", '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'],
    ["a torn one", "<r><a>1</a>"],
    ["a torn tag", "<r><a>1</a></r"],
    ["tags that cross", "<a><b></a></b>"],
    ["two roots", "<a/><b/>"],
    ["text beside it", "<a/>b"],
    ["JSON", '{"a":1}'],
    ["a bottomless one", "<a>".repeat(60) + "</a>".repeat(60)],
    ["an unknown code page", '<?xml version="1.0" encoding="klingon"?><a/>'],
  ])("is none: %s", (_, text) => expect(read(text)).toBeNull());

  it("is null where bytes are no letters", () => {
    expect(readXml(Buffer.from([60, 97, 62, 255, 60, 47, 97, 62]))).toBeNull();
  });

  it("takes no time over a long run of blanks or of quotes", () => {
    const started = performance.now();
    for (const filler of [" ", '"', "<a ", "<a b='", "a='", "<!--", "<![CDATA[", "<?", "&#"]) {
      read(`<r ${filler.repeat(100_000)}`);
      read(`<r>${filler.repeat(100_000)}`);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("comes back as it was written, whatever it says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        const written = writeXml("r", [[{ name: "a", attributes: { n: value } }, value]]);
        const [a] = read(written)?.children ?? [];
        const kept = value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
        expect(a?.text).toBe(kept);
        expect(a?.attributes.n).toBe(kept);
      }),
    );
  });

  it("has no element of what is left out", () => {
    expect(
      writeXml("r", [
        ["a", null],
        ["b", ""],
      ]),
    ).toContain("<r><b></b></r>");
  });
});
