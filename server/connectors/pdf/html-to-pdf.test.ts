import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { htmlToPdf } from "./html-to-pdf";
import { type LetterOptions, mm } from "./letter/letter";
import { indexedPng, JPEG, pngOf } from "./testing/pictures";
import { type PlacedText, placedOfPages, textOfPages } from "./testing/text-of-pages";

const OPTIONS: LetterOptions = {
  ...{ title: "Výzva", author: "Inkaso", language: "cs", createdAt: new Date(0) },
  margins: { top: 20, right: 20, bottom: 20, left: 20 },
};
const LEFT = mm(20);
const RIGHT = 595.28 - mm(20);

async function made(html: string, options: Partial<LetterOptions> = {}) {
  const letter = await htmlToPdf(html, { ...OPTIONS, ...options });
  const pages = placedOfPages(letter.bytes);
  const find = (text: string): PlacedText => {
    const found = pages.flat().find((piece) => piece.text.includes(text));
    if (!found) throw new Error(`${text} is not on the page`);
    return found;
  };
  const whole = textOfPages(letter.bytes).join("\n").replaceAll(/\s+/g, " ");
  return { ...letter, placed: pages, find, whole };
}

/** Lines of a page, from top to bottom, each from left to right. */
function linesOf(pieces: readonly PlacedText[]): string[] {
  const lines = new Map<number, PlacedText[]>();
  for (const piece of pieces) {
    const y = Math.round(piece.y);
    lines.set(y, [...(lines.get(y) ?? []), piece]);
  }
  return [...lines.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, line]) =>
      line
        .toSorted((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(""),
    );
}

const data = (bytes: Buffer) => `data:image/png;base64,${bytes.toString("base64")}`;
const imagesIn = (bytes: Buffer) =>
  bytes.toString("latin1").match(/\/Subtype \/Image/g)?.length ?? 0;

describe("the text of a letter", () => {
  it("holds Czech, Slovak and Russian letters, and tells which it cannot print", async () => {
    const text = "Příliš žluťoučký kůň, ľúbezný vŕšok, съешь ещё этих мягких булок";
    const { whole, missingLetters } = await made(`<p>${text}</p><p>a 😀 b 😀 漢</p>`);
    expect(whole).toContain(text);
    expect(whole).toContain("a ? b ? ?");
    expect(missingLetters).toBe("😀漢");
  });

  it("stands in the faces, sizes and colours that were asked for", async () => {
    const { find } = await made(
      "<p>plain <b>heavy</b> <em>slanted</em> <strong><i>both</i></strong>" +
        '<span style="font-size:20pt">big</span> <span style="font-weight:700">css</span></p>' +
        "<p>x<sup>up</sup></p>",
    );
    expect(find("plain").font).toBe("SourceSans3-Regular");
    expect(find("heavy").font).toBe("SourceSans3-Bold");
    expect(find("slanted").font).toBe("SourceSans3-Italic");
    expect(find("both").font).toBe("SourceSans3-BoldItalic");
    expect(find("css").font).toBe("SourceSans3-Bold");
    expect(find("big").size).toBe(20);
    // One baseline, whatever the size; a raised one above it.
    expect(find("big").y).toBeCloseTo(find("plain").y, 1);
    expect(find("up").y).toBeLessThan(find("x").y - 2);
  });

  it("collapses white space as a browser does, and keeps it where it is told to", async () => {
    const { placed } = await made(
      "<div>\n  one\n  <b> two </b>  three&nbsp;&nbsp;four<br>\n five</div><pre>a  b\n  c</pre>",
    );
    const lines = linesOf(placed[0] ?? []).map((line) => line.replaceAll("\u00a0", " "));
    expect(lines).toEqual(["one two three  four", "five", "a  b", "  c"]);
  });

  it("is aligned left, right and in the middle", async () => {
    const { find } = await made(
      "<p>left</p><p style='text-align:right'>right</p><p align=center>mid</p>",
    );
    expect(find("left").x).toBeCloseTo(LEFT, 1);
    expect(find("right").x).toBeGreaterThan(RIGHT - 30);
    expect(find("mid").x).toBeGreaterThan(280);
    expect(find("mid").x).toBeLessThan(300);
  });

  it("never ends a line with a preposition of one letter", async () => {
    for (let words = 1; words < 25; words += 1) {
      const html = `<p>${"slovo ".repeat(words)} k úhradě ${"slovo ".repeat(20)}</p>`;
      const { placed } = await made(html);
      for (const line of linesOf(placed[0] ?? [])) expect(line.trim()).not.toMatch(/ k$/);
    }
  });

  it("loses no word, keeps their order, and stays between the margins", async () => {
    const word = fc.stringMatching(/^[a-zěščřžýáíéúů]{1,12}$/);
    const long = fc.stringMatching(/^[A-Z]{90,160}$/);
    const words = fc.array(fc.oneof({ weight: 9, arbitrary: word }, long), {
      ...{ minLength: 1, maxLength: 400 },
    });
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom("left", "right", "justify"), async (all, align) => {
        const { placed } = await made(`<p style="text-align:${align}">${all.join(" ")}</p>`, {
          hasPageNumbers: false,
        });
        const written = placed.map((page) => linesOf(page).join("")).join("");
        expect(written.replaceAll(/\s/g, "")).toBe(all.join(""));
        for (const { x, y } of placed.flat()) {
          expect(x).toBeGreaterThan(LEFT - 0.1);
          expect(x).toBeLessThan(RIGHT);
          expect(y).toBeGreaterThan(mm(20));
          expect(y).toBeLessThan(841.89 - mm(20));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("writes the address of a link behind it, unless it is there already", async () => {
    const { whole } = await made(
      '<p><a href="https://a.example/x?y=1">zde</a>, <a href="https://b.example/">b.example</a>, ' +
        '<a href="mailto:c@d.example?subject=x">pište</a>, <a href="javascript:alert(1)">nic</a></p>',
    );
    expect(whole).toContain("zde (https://a.example/x?y=1), b.example, pište (c@d.example), nic");
    expect(whole).not.toContain("javascript");
  });

  it("shows nothing of scripts, styles and hidden elements", async () => {
    const { whole } = await made(
      "<style>p{}</style><script>alert(1)</script><title>t</title><p>seen</p>" +
        "<p style='display:none'>gone</p><svg><text>drawn</text></svg><p hidden>hid</p>",
    );
    expect(whole.trim()).toBe("seen");
  });
});

describe("a process that has just begun", () => {
  it("writes the bytes that an older one writes", async () => {
    const html = "<h1>Výzva</h1><p>plain <i>slanted</i> řádek</p>";
    vi.resetModules();
    const fresh = await import("./html-to-pdf");
    const first = await fresh.htmlToPdf(html, OPTIONS);
    await fresh.htmlToPdf("<p><b><i>ř</i></b> jiný dopis</p>", OPTIONS);
    expect((await fresh.htmlToPdf(html, OPTIONS)).bytes.equals(first.bytes)).toBe(true);
    expect((await htmlToPdf(html, OPTIONS)).bytes.equals(first.bytes)).toBe(true);
  });
});

describe("lists", () => {
  it("are numbered as they say, and step in where they are nested", async () => {
    const { find, placed } = await made(
      "<ol start=4><li>four<ul><li>inner</li></ul></li><li value=9>nine</li><li>ten</li></ol>" +
        "<ol type=i><li>one</li><li>two</li></ol>" +
        "<ol style='list-style-type:upper-alpha'><li>a</li></ol>",
    );
    const lines = linesOf(placed[0] ?? []);
    expect(lines).toEqual(["4.four", "–inner", "9.nine", "10.ten", "i.one", "ii.two", "A.a"]);
    expect(find("inner").x).toBeGreaterThan(find("four").x + 10);
    expect(find("9.").y).toBeCloseTo(find("nine").y, 1);
    expect(find("9.").x).toBeLessThan(find("nine").x);
  });
});

describe("tables", () => {
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => `<tr><td>${index + 1}.<td>popis<td align=right>1&nbsp;234,50`,
    ).join("");

  it("break between rows, with their head on each page, and each row once", async () => {
    const { pages, placed } = await made(
      `<p>před</p><table border=1 width="100%"><thead><tr><th>Č.<th>Popis<th>Částka</thead>` +
        `${rows(120)}</table><p>po</p>`,
    );
    expect(pages).toBeGreaterThan(2);
    for (const [index, page] of placed.entries()) {
      expect(page.filter(({ text }) => text === "Částka")).toHaveLength(1);
      expect(page.some(({ text }) => text === `${index + 1}/${pages}`)).toBe(true);
    }
    const numbers = placed.flat().flatMap(({ text }) => /^(\d+)\.$/.exec(text)?.[1] ?? []);
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, index) => String(index + 1)));
    expect(placed.at(-1)?.some(({ text }) => text === "po")).toBe(true);
  });

  it("align columns and take the widths that they are given", async () => {
    const { find } = await made(
      '<table style="width:100%"><tr><td style="width:30%">a<td>b<tr><td>c<td align="right">d</table>',
    );
    const whole = RIGHT - LEFT;
    expect(find("b").x).toBeCloseTo(LEFT + whole * 0.3 + 4, 0);
    expect(find("d").x).toBeGreaterThan(RIGHT - 12);
    expect(find("c").x).toBeCloseTo(find("a").x, 1);
  });

  it("let an amount stand on one line beside a long description", async () => {
    const { placed } = await made(
      `<table><tr><td>${"dlouhý popis pohledávky ".repeat(9)}<td>1 234,50 Kč</table>`,
    );
    expect(placed.flat().some(({ text }) => text === "1 234,50 Kč")).toBe(true);
  });

  it("place cells that reach over rows and columns", async () => {
    const { find } = await made(
      "<table border=1 width='100%'><tr><td rowspan=2>tall<td>r1<td>r1b" +
        "<tr><td colspan=2>r2wide<tr><td>r3<td>r3b<td>r3c</table>",
    );
    expect(find("r2wide").x).toBeCloseTo(find("r1").x, 1);
    expect(find("r3b").x).toBeCloseTo(find("r1").x, 1);
    expect(find("tall").y).toBeGreaterThan(find("r1").y);
    expect(find("tall").y).toBeLessThan(find("r2wide").y);
  });

  it("are not widened by a cell that reaches further than they do", async () => {
    const { find } = await made(
      "<table width='100%'><tr><td colspan=99>all<tr><td width='50%'>a<td>b</table>",
    );
    expect(find("b").x).toBeCloseTo((LEFT + RIGHT) / 2 + 4, 0);
  });

  it("break inside a row that is higher than a page, and lose nothing of it", async () => {
    const words = Array.from({ length: 2500 }, (_, index) => `w${index}`);
    const { pages, placed } = await made(
      `<table border=1><thead><tr><th>head<th>x</thead><tr><td>${words.join(" ")}<td>side</table>`,
    );
    expect(pages).toBeGreaterThan(2);
    const found = placed.flat().flatMap(({ text }) => text.match(/w\d+/g) ?? []);
    expect(found).toEqual(words);
    for (const page of placed) expect(page.some(({ text }) => text === "head")).toBe(true);
  });

  it("take odd markup as a browser would", async () => {
    const { whole } = await made(
      "<table><tr><td colspan=9999 rowspan=0>a<tr><td>b</table><table></table>" +
        "<table border=1><tr></tr></table><table><tr><td><table border=1><tr><td>in</table></table>",
    );
    expect(whole.split(" ").filter(Boolean).toSorted()).toEqual(["a", "b", "in"]);
  });
});

describe("pages", () => {
  it("do not end with a heading, nor begin or end with a single line of a paragraph", async () => {
    const text = "Text odstavce, který má několik řádků, aby se dal rozdělit mezi dvě strany. ";
    for (let count = 25; count < 60; count += 1) {
      const html = `${"<div>řádek</div>".repeat(count)}<h2>Nadpis</h2><p>${text.repeat(4)}</p>`;
      const { placed } = await made(html);
      const page = placed.find((each) => each.some(({ text: t }) => t === "Nadpis")) ?? [];
      const after = linesOf(page).slice(linesOf(page).indexOf("Nadpis") + 1);
      expect(after.filter((line) => !/^\d\/\d$/.test(line)).length).toBeGreaterThanOrEqual(2);
      const next = placed[placed.indexOf(page) + 1];
      if (next) expect(linesOf(next).length).toBeGreaterThanOrEqual(3);
    }
  });

  it("turn where the letter says, and are numbered only if there are more", async () => {
    const two = await made("<p>a</p><p style='page-break-before:always'>b</p>");
    expect(two.placed.map((page) => page.map(({ text }) => text))).toEqual([
      ["a", "1/2"],
      ["b", "2/2"],
    ]);
    const one = await made("<p>a</p>");
    expect(one.placed[0]?.map(({ text }) => text)).toEqual(["a"]);
    expect((await made("")).pages).toBe(1);
  });

  it("have an end, and so has what stands inside each other", async () => {
    await expect(made("<p style='page-break-after:always'>x</p>".repeat(400))).rejects.toThrow(
      "templates.letter_too_long",
    );
    await expect(made("<div>".repeat(5000))).rejects.toThrow("templates.letter_too_deep");
    await expect(made(`${"<table><tr><td>".repeat(200)}x`)).rejects.toThrow("letter_too_deep");
  });
});

describe("pictures", () => {
  const clear = pngOf(
    { width: 20, height: 10, pixel: (x, y) => [x * 9, y * 9, 7, x * 12] },
    { colour: 6, isInterlaced: true },
  );
  const plain = pngOf(
    { width: 5, height: 5, pixel: () => [1, 2, 3, 255] },
    { colour: 2, isInterlaced: false },
  );

  it("stand in the line, each once in the file however often it is shown", async () => {
    const html = `<p>a<img src="${data(clear)}" width=40>b<img src="${data(clear)}">c</p>`;
    const { bytes, find } = await made(`${html}<img src="${data(plain)}" style="height:2cm">`);
    expect(imagesIn(bytes)).toBe(2);
    expect(find("b").x - find("a").x).toBeGreaterThan(30);
    expect(find("c").x - find("b").x).toBeGreaterThan(15);
  });

  it("may be JPEG too, whatever they are called, and keep their proportions", async () => {
    const { bytes, find } = await made(
      `<p>a<img src="data:image/png;base64,${JPEG.toString("base64")}" height=96>b</p>`,
    );
    expect(bytes.toString("latin1")).toContain("/DCTDecode");
    // 72 points high, 17/24 of that wide.
    expect(find("b").x - find("a").x).toBeCloseTo(51 + 5.3, 0);
  });

  it("are the same bytes each time", async () => {
    const html = [clear, plain, indexedPng(30, 30)].map((each) => `<img src="${data(each)}">`);
    const hashes = new Set<string>();
    for (let index = 0; index < 5; index += 1) {
      const { bytes } = await made(html.join(""));
      hashes.add(createHash("sha256").update(bytes).digest("hex"));
    }
    expect(hashes.size).toBe(1);
    expect((await made("<p>x</p>")).bytes.equals((await made("<p>y</p>")).bytes)).toBe(false);
  });

  it("are shrunk to the page", async () => {
    const html = `<p><img src="${data(plain)}" width=5000 height=9000></p><p>under</p>`;
    const { pages } = await made(html);
    expect(pages).toBe(2);
  });

  it("that are damaged or of another kind are refused; those elsewhere are told in words", async () => {
    const broken = data(clear.subarray(0, 60));
    await expect(made(`<img src="${broken}">`)).rejects.toThrow("templates.image_unreadable");
    const gif = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    await expect(made(`<img src="${gif}">`)).rejects.toThrow("templates.image_unreadable");
    const jpeg = `data:image/jpeg;base64,${Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]).toString("base64")}`;
    await expect(made(`<img src="${jpeg}">`)).rejects.toThrow("templates.image_unreadable");
    const { whole, bytes } = await made('<img src="https://x.example/a.png" alt="Logo"> a');
    expect(whole).toContain("[Logo] a");
    expect(imagesIn(bytes)).toBe(0);
  });
});

describe("the address", () => {
  const address = { lines: ["Jana Nováková", "Dlouhá 12", "", "110 00 Praha 1"], envelope: "dl" };

  it.each(["dl", "c5"] as const)("stands behind the window of %s, the text below it", async (e) => {
    const { find } = await made("<p>text</p>", {
      address: { ...address, envelope: e, sender: "Inkaso a.s., Brno" },
    });
    const [x, top, bottom] = e === "dl" ? [110, 55, 79] : [119, 57, 88];
    for (const line of ["Inkaso", "Jana", "Dlouhá", "110 00"]) {
      expect(find(line).x).toBeCloseTo(mm(x), 0);
      expect(find(line).y).toBeGreaterThan(mm(top));
      expect(find(line).y).toBeLessThan(mm(bottom));
    }
    expect(find("text").y).toBeGreaterThan(mm(bottom + 10));
  });

  it("is written smaller to fit, and refused where it cannot", async () => {
    const wide = "Společenství vlastníků jednotek domu Na Dlouhém lánu 1234";
    const { find } = await made("<p>x</p>", {
      address: { lines: [wide], envelope: "dl" },
    });
    expect(find(wide).size).toBeLessThan(11);
    const many = Array.from({ length: 9 }, (_, index) => `řádek ${index}`);
    await expect(made("x", { address: { lines: many, envelope: "dl" } })).rejects.toMatchObject({
      code: "templates.address_too_long",
      params: { lines: 7 },
    });
  });
});

describe("the payment panel", () => {
  const payment = {
    title: "Platební údaje",
    rows: [
      { label: "Částka", value: "1\u00a0234,50 Kč" },
      { label: "Variabilní symbol", value: "1234567890" },
    ],
    code: { png: indexedPng(33, 33), caption: "QR platba" },
  };

  it("stands at the foot of the last page with its code", async () => {
    const { find, bytes, pages } = await made("<p>text</p>", { payment });
    expect(pages).toBe(1);
    expect(find("1234567890").y).toBeGreaterThan(700);
    expect(find("1234567890").x).toBeGreaterThan(find("Variabilní").x + 40);
    expect(imagesIn(bytes)).toBe(1);
  });

  it("takes a page of its own where the text leaves no room", async () => {
    const { placed } = await made("<div>řádek</div>".repeat(48), { payment });
    expect(placed).toHaveLength(2);
    expect(placed[1]?.some(({ text }) => text === "1234567890")).toBe(true);
  });
});
