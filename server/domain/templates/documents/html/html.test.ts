import { describe, expect, it } from "vitest";
import { readTemplate } from "../read-template";
import { renderTemplate } from "../render-template";
import { codesOf, OPTIONS } from "../testing/letters";
import { group, list, text, VOCABULARY, world } from "../testing/world";

function make(html: string, root = world()) {
  const { compiled, problems } = readTemplate("dopis.html", Buffer.from(html), VOCABULARY);
  const letter = renderTemplate(compiled, root, OPTIONS);
  const whole = letter.bytes.toString();
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(whole)?.[1] ?? "";
  return { body, whole, problems, codes: codesOf(problems), letter };
}

describe("fields in HTML", () => {
  it.each<[string, string, string]>([
    ["a mark", "<p>Vážená <mark>Povinný.CeléJméno</mark>!</p>", "<p>Vážená Jana Nováková!</p>"],
    [
      "entities",
      "<p><mark>Povinn&yacute;.Cel&#233;Jm&eacute;no</mark></p>",
      "<p>Jana Nováková</p>",
    ],
    ["formatting inside", "<p><mark>Povinný<b>.Celé</b>Jméno</mark></p>", "<p>Jana Nováková</p>"],
    ["formatting around", "<p><b><mark>Povinný.Obec</mark></b></p>", "<p><b>Brno</b></p>"],
    [
      "a mark cut by formatting",
      "<p><mark>Povinný.</mark><i><mark>Obec</mark></i></p>",
      "<p>Brno</p>",
    ],
    [
      "marks that touch",
      "<p><mark>Povinný.Ulice</mark><mark>Povinný.Obec</mark></p>",
      "<p>Dlouhá 1Brno</p>",
    ],
    ["lines of the source", "<p><mark>\n  Povinný.Obec\n</mark></p>", "<p>\n  Brno\n</p>"],
    [
      "a mark with a style",
      '<p><mark style="color: red">Povinný.Obec</mark></p>',
      '<p><span style="color: red">Brno</span></p>',
    ],
    [
      "a yellow background",
      '<p><span style="background: yellow; mso-highlight:yellow">Povinný.Obec</span></p>',
      "<p>Brno</p>",
    ],
    ["text without a paragraph", "<mark>Povinný.Obec</mark>", "Brno"],
  ])("finds %s", (_, source, expected) => {
    const { body, problems } = make(source);
    expect(problems).toEqual([]);
    expect(body).toBe(expected);
  });

  it("escapes values and breaks their lines", () => {
    const root = world({ debtor: group({ fullName: text("<script>a&b</script>\nc") }) });
    const { body } = make("<p><mark>Povinný.CeléJméno</mark></p>", root);
    expect(body).toBe("<p>&lt;script&gt;a&amp;b&lt;/script&gt;<br>c</p>");
  });

  it("repeats rows and items, and chooses", () => {
    const { body, problems } = make(
      "<table><tr><td><mark>Pohledávky.Číslo</mark></td></tr></table>" +
        "<ul><li><mark>Pohledávky.Číslo</mark></li></ul>" +
        "<p><mark>Když Dluh.JeStarý</mark>a<mark>Jinak</mark>b<mark>Konec</mark></p>" +
        "<p><mark>Pro každou Pohledávky</mark></p><p>x</p><p><mark>Konec</mark></p>",
    );
    expect(problems).toEqual([]);
    expect(body).toBe(
      "<table><tbody><tr><td>FV1</td></tr><tr><td>FV2</td></tr></tbody></table>" +
        "<ul><li>FV1</li><li>FV2</li></ul><p>a</p><p>x</p><p>x</p>",
    );
    expect(
      make("<ul><li><mark>Pohledávky.Číslo</mark></li></ul>", world({ claims: list() })).body,
    ).toBe("<ul></ul>");
  });

  it("says line and column of what it cannot read", () => {
    const { problems } = make("<p>a</p>\n<p>Pro <mark>Povinný.Nic</mark></p>");
    expect(problems[0]?.place).toMatchObject({ line: 2, column: 14, excerpt: "Pro Povinný.Nic" });
  });

  it("shows pictures inside, or beside for a mail", () => {
    const { compiled } = readTemplate(
      "a.html",
      Buffer.from("<p><mark>Dluh.QR</mark></p>"),
      VOCABULARY,
    );
    const inside = renderTemplate(compiled, world(), OPTIONS);
    expect(inside.bytes.toString()).toMatch(
      /<img src="data:image\/png;base64,[\w+/=]+" alt="QR platba" width="113" height="113">/,
    );
    expect(inside.attachments).toBeUndefined();
    const beside = renderTemplate(compiled, world(), { ...OPTIONS, pictures: "cid" });
    expect(beside.attachments).toHaveLength(1);
    expect(beside.bytes.toString()).toContain(`src="cid:${beside.attachments?.[0]?.cid}"`);
    expect(beside.text).toBe("QR platba");
  });

  it("gives the same letter as plain text", () => {
    const { letter } = make(
      "<html><head><title>x</title><style>p { color: red }</style></head><body><h1>Výzva</h1>\n" +
        "<p>Vážená   <mark>Povinný.CeléJméno</mark>,<br>dlužíte:</p><ul><li>jedna</li><li>dvě</li></ul>" +
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>" +
        '<p><a href="https://plat.cz/1">Zaplatit</a> nebo <a href="mailto:a@b.cz">a@b.cz</a></p></body></html>',
    );
    expect(letter.text).toBe(
      "Výzva\n\nVážená Jana Nováková,\ndlužíte:\n\n- jedna\n- dvě\n\na\tb\nc\td\n\nZaplatit (https://plat.cz/1) nebo a@b.cz",
    );
  });

  it("reads the encoding that the page declares", () => {
    const source = Buffer.from(
      "<html><head><meta charset=windows-1250></head><p>P\xf8\xedli\x9a <mark>Povinn\xfd.Obec</mark></p>",
      "latin1",
    );
    const { compiled } = readTemplate("a.htm", source, VOCABULARY);
    expect(renderTemplate(compiled, world(), OPTIONS).bytes.toString()).toContain(
      '<meta charset="utf-8"></head><body><p>Příliš Brno</p>',
    );
  });
});

describe("what HTML may not bring", () => {
  it.each<[string, string, string, string]>([
    ["a script", "<p>a</p><script>alert(1)</script>", "<p>a</p>", "html_script"],
    ["a script in disguise", "<p>a<ScRiPt src=//x></ScRiPt></p>", "<p>a</p>", "html_script"],
    ["a handler", '<p onclick="x()">a</p>', "<p>a</p>", "html_handler"],
    ["a handler without quotes", "<p/onmouseover=alert(1)>a</p>", "<p>a</p>", "html_handler"],
    ["a link that runs", '<a href="java\tscript:alert(1)">a</a>', "<a>a</a>", "html_link"],
    ["a link of data", '<a href="data:text/html,x">a</a>', "<a>a</a>", "html_link"],
    ["a link to a file", '<a href="dopis.html">a</a>', "<a>a</a>", "html_link"],
    ["a frame", '<iframe src="https://x"></iframe>a', "a", "html_frame"],
    ["an object", "<object data=x><p>a</p></object>b", "b", "html_frame"],
    ["a form", "<form action=x><p>a</p><input name=b></form>", "<p>a</p>", "html_form"],
    [
      "a picture from elsewhere",
      '<img src="https://x/a.png" alt="Logo">',
      "Logo",
      "html_outside_image",
    ],
    [
      "a picture that is none",
      '<img src="data:image/svg+xml;base64,AA">',
      "",
      "html_outside_image",
    ],
    ["a picture that fails on purpose", "<img src=x onerror=alert(1)>", "", "html_outside_image"],
    ["a drawing with a script", "<svg><script>alert(1)</script></svg>a", "a", "html_drawing"],
    [
      "a formula that changes the parser",
      "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
      "",
      "html_drawing",
    ],
    [
      "a style that loads",
      '<p style="color:red;background:url(https://x/a)">a</p>',
      '<p style="color:red">a</p>',
      "html_outside_style",
    ],
    [
      "a style that runs",
      '<p style="width:expression(alert(1))">a</p>',
      "<p>a</p>",
      "html_outside_style",
    ],
    [
      "a style behind an escape",
      '<p style="background:\\75rl(x)">a</p>',
      "<p>a</p>",
      "html_outside_style",
    ],
    ["a base address", "<base href=https://x/><p>a</p>", "<p>a</p>", "html_base"],
    ["media", "<video src=x></video>a", "a", "html_media"],
  ])("%s", (_, source, expected, code) => {
    const { body, codes, problems } = make(source);
    expect(body).toBe(expected);
    expect(codes).toContain(code);
    expect(problems.every(({ weight }) => weight === "note")).toBe(true);
    expect(problems[0]?.place?.line).toBe(1);
  });

  it("keeps a style sheet of its own and cuts what it would load", () => {
    const { whole, codes } = make(
      "<style>@import url(https://x/a.css); p { color: red; background: url('https://x/b') no-repeat; margin: 0 } @font-face { font-family: A; panose-1: 2 }</style><p>a</p>",
    );
    expect(codes).toContain("html_outside_style");
    expect(whole).not.toMatch(/https|import|url|font-face/);
    expect(whole).toContain("color: red;");
    expect(make("<style>p { behavior: x }</style><p>a</p>").whole).not.toContain("behavior");
    expect(make('<link rel=stylesheet href="https://x/a.css"><p>a</p>').codes).toContain(
      "html_outside_style",
    );
  });

  it("drops comments, also those that some programs read", () => {
    expect(make("<!--[if mso]><script>alert(1)</script><![endif]--><p>a</p>").whole).not.toMatch(
      /mso|script/,
    );
  });

  it("keeps the text of elements it does not know", () => {
    expect(make("<p>a<o:p>b</o:p><blink>c</blink></p>").body).toBe("<p>abc</p>");
  });

  it.each(["(", '"', "a", "url", " ", "/*", "{", "a:"])("reads a page of very many %s", (piece) => {
    // A pattern that tries again from every place would not end before the test is given up.
    const many = piece.repeat(100_000);
    const source = `<style>${many}</style><p style='${many}'>${many}<mark>Povinný.Obec</mark></p>`;
    expect(make(source).body).toContain("Brno");
  });

  it("refuses a page nested beyond sense", () => {
    expect(() => make("<div>".repeat(5_000))).toThrow("templates.document_too_complex");
  });
});
