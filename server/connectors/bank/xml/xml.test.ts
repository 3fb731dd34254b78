import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StatementRefusal } from "../refusal";
import { TextDecoding } from "../text/text-decoding";
import { compilePaths } from "./xml-paths";
import { XmlScanner } from "./xml-scanner";

const TOP = compilePaths([{ "a/b": 1, "a/b/c": 2, "a/b/c/@d": 3, "a/e/f": 4 }]);

/** What a scanner tells of a text, given in pieces. */
function told(xml: string, size = xml.length): string[] {
  const events: string[] = [];
  const scanner = new XmlScanner(
    TOP,
    {
      open: (code) => events.push(`+${code}`),
      close: (code, text) => events.push(`-${code} ${text}`.trim()),
    },
    new TextDecoding("utf-8", []),
  );
  const bytes = Buffer.from(xml);
  for (let at = 0; at < bytes.length; at += size) scanner.write(bytes.subarray(at, at + size));
  scanner.end();
  return events;
}

function refusal(xml: string): string {
  try {
    return told(xml).join(" ");
  } catch (cause) {
    if (!(cause instanceof StatementRefusal)) throw cause;
    const { line, column, value } = cause.params;
    return `${cause.code.slice(5)} ${line}:${column} ${value}`.trim();
  }
}

describe("elements", () => {
  test.each<[string, string, string[]]>([
    ["plain", "<a><b>x</b></a>", ["+1", "-1 x"]],
    ["empty", "<a><b/><b></b></a>", ["+1", "-1", "+1", "-1"]],
    ["with spaces in their tags", "<a ><b\n>x</b ></a\t>", ["+1", "-1 x"]],
    ["of any prefix", "<n:a><m:b>x</m:b></n:a>", ["+1", "-1 x"]],
    ["text around others is nobody's", "<a><b> x <c>y</c> z </b></a>", ["+1", "+2", "-2 y", "-1"]],
    [
      "an attribute",
      '<a><b><c x="1" d = \'>"&lt;\' y="2">t</c></b></a>',
      ["+1", "+2", '-3 >"<', "-2 t", "-1"],
    ],
    [
      "others of the same name elsewhere",
      "<a><x><b>n</b></x><e><b>n</b><f>y</f></e></a>",
      ["+4", "-4 y"],
    ],
    [
      "comments, instructions and CDATA",
      "<?xml version='1.0'?><!-- <a> --><a><b>1<!-- - -->2<?p ?>3<![CDATA[<&]>]]>4</b></a><!--x-->\n",
      ["+1", "-1 123<&]>4"],
    ],
    [
      "references",
      "<a><b>&amp;&lt;&gt;&quot;&apos;&#268;&#x17e;&#x1F600;</b></a>",
      ["+1", "-1 &<>\"'Čž😀"],
    ],
    ["letters", "<a><b>žluťoučký</b></a>", ["+1", "-1 žluťoučký"]],
  ])("%s", (_, xml, events) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(told(xml, size)).toEqual(events);
  });
});

describe("is refused", () => {
  test.each([
    ["<!DOCTYPE a><a/>", "doctype 1:1 <!DOCTYPE a><a/>"],
    [
      "<?xml?>\n<!doctype a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a/>",
      "doctype 2:1 <!doctype a [<!ENTIT",
    ],
    ["<a><!ENTITY x 'y'></a>", "doctype 1:4 <!ENTITY x 'y'></a>"],
    ["<a><![INCLUDE[x]]></a>", "doctype 1:4 <![INCLUDE[x]]></a>"],
    ["<a><b>&xxe;</b></a>", "entity 1:7 &xxe;"],
    ["<a><b>a&nbsp;b</b></a>", "entity 1:7 &nbsp;"],
    ["<a><b>&amp</b></a>", "entity 1:7 &amp"],
    ["<a><b>&#0;</b></a>", "entity 1:7 &#0;"],
    ["<a><b>&#xD800;</b></a>", "entity 1:7 &#xD800;"],
    ["<a><b>&#x110000;</b></a>", "entity 1:7 &#x110000;"],
    ["<a><b>fish & chips</b></a>", "bad_xml 1:7 &"],
    ["<a>\n  <b></c></a>", "bad_xml 2:6 </c></a>"],
    ["<a></a></a>", "bad_xml 1:8 </a>"],
    ["<a/><a/>", "bad_xml 1:5 <a/>"],
    ["x<a/>", "bad_xml 1:1 x<a/>"],
    ["<a/>x", "truncated_file 1:6 XML"],
    ["<a><b>", "truncated_file 1:7 XML"],
    ["<a><b", "truncated_file 1:6 XML"],
    ["<a><!-- x", "truncated_file 1:10 XML"],
    ["", "truncated_file 1:1 XML"],
    ["<a>< b/></a>", "bad_xml 1:4 < b/></a>"],
    ["<![CDATA[x]]>", "bad_xml 1:1 <![CDATA[x]]>"],
    [`${"<a>".repeat(101)}`, "bad_xml 1:301 <a>"],
  ])("%s", (xml, expected) => {
    expect(refusal(xml)).toBe(expected);
  });

  test("what is larger than a record, however it is cut up", () => {
    const mb = "x".repeat(1024 * 1024);
    for (const inside of [`${mb}${mb}`, `${mb}<!-- -->${mb}<!-- -->`, `<![CDATA[${mb}${mb}]]>`]) {
      const xml = `<a><b>${inside}`;
      expect(() => told(xml, 65_536)).toThrow(
        expect.objectContaining({ code: "bank.record_too_large" }),
      );
    }
  });
});

test("a table whose names would be taken for each other is no table", () => {
  // Both make the same number.
  expect(() => compilePaths([{ Aa: 1, BB: 2 }])).toThrow(/collides/);
});

describe("elements in any order", () => {
  type Element = { name: string; inside: Element[] };
  const NAMES = ["a", "ab", "abc", "b", "x", "n:ab"];
  const PATHS = Object.fromEntries(
    ["a", "a/a", "a/ab", "a/abc", "a/ab/a", "a/ab/b", "a/abc/ab", "a/b", "a/b/b"].map(
      (path, index) => [path, index + 1],
    ),
  );
  const name = fc.constantFrom(...NAMES);
  const holding = (inside: fc.Arbitrary<Element>): fc.Arbitrary<Element> =>
    fc.record({ name, inside: fc.array(inside, { maxLength: 4 }) });
  const element = holding(holding(fc.record({ name, inside: fc.constant([]) })));
  const form = fc.constantFrom(
    (name: string) => `<${name}>`,
    (name: string) => `<${name} c="/">`,
  );

  function expected({ name, inside }: Element, parent: string): string[] {
    const path = `${parent}${name.replace("n:", "")}`;
    const code = PATHS[path];
    const within = inside.flatMap((each) => expected(each, `${path}/`));
    return code === undefined ? within : [`+${code}`, ...within, `-${code}`];
  }

  test("are told of by their paths alone", () => {
    const document = fc.tuple(fc.array(element, { maxLength: 12 }), form);
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 40 }), ([inside, open], size) => {
        const print = (each: Element): string =>
          `${open(each.name)}${each.inside.map(print).join("")}</${each.name}>`;
        const root = { name: "a", inside };
        const events: string[] = [];
        const handler = {
          open: (code: number) => events.push(`+${code}`),
          close: (code: number) => events.push(`-${code}`),
        };
        const scanner = new XmlScanner(
          compilePaths([PATHS]),
          handler,
          new TextDecoding("utf-8", []),
        );
        const bytes = Buffer.from(print(root));
        for (let at = 0; at < bytes.length; at += size)
          scanner.write(bytes.subarray(at, at + size));
        scanner.end();
        expect(events).toEqual(expected(root, ""));
      }),
      { numRuns: 300 },
    );
  });
});
