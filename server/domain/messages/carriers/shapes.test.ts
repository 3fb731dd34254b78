import { describe, expect, it } from "vitest";
import { cleanText } from "../inbound/clean-text";
import { courtMarksIn, refNosIn, subjectKey } from "../inbound/subject";
import { asPrinted } from "../prints/printable";
import { splitStreet } from "./letter-shape";
import { picturesBeside } from "./mail-shape";
import { carrierKey, messageOfKey } from "./outgoing-carrier";

describe("a street", () => {
  it.each([
    ["Dlouhá 12/4", { street: "Dlouhá", houseNumber: "12", orientationNumber: "4" }],
    ["Dlouhá 12a", { street: "Dlouhá", houseNumber: "12a" }],
    ["28. října 5", { street: "28. října", houseNumber: "5" }],
    ["č.p. 17", { street: "", houseNumber: "17" }],
    ["17", { street: "", houseNumber: "17" }],
    ["Náměstí Míru", { street: "Náměstí Míru", houseNumber: "" }],
  ])("%s", (line, parts) => {
    expect(splitStreet(line)).toEqual(parts);
  });
});

describe("pictures of a page", () => {
  it("travel beside it, the same one once, and nothing else is touched", () => {
    const one = 'src="data:image/png;base64,QUJD"';
    const { html, pictures } = picturesBeside(`<img ${one}><img ${one}><a href="data:x">x</a>`);
    expect(pictures).toHaveLength(1);
    expect(html).toBe(
      '<img src="cid:image-1.png@letter"><img src="cid:image-1.png@letter"><a href="data:x">x</a>',
    );
    expect(picturesBeside('<img src="https://x.example/a.png">').pictures).toEqual([]);
  });
});

describe("prints", () => {
  it("stand in for what they were made of, each for its own", () => {
    const file = (kind: "document" | "attachment" | "print", name: string) => ({
      ...{ kind, name },
      mediaType: name.endsWith(".pdf") ? "application/pdf" : "text/plain",
    });
    const files = [
      ...[file("document", "a.txt"), file("attachment", "b.pdf"), file("attachment", "a.txt")],
      ...[file("print", "a.pdf"), file("print", "a.pdf")],
    ];
    const shown = asPrinted(files);
    expect(shown.map(({ file: each }) => files.indexOf(each))).toEqual([3, 1, 4]);
  });
});

describe("keys at carriers", () => {
  it("come back as ours and as no other tenant's", () => {
    expect(messageOfKey(7, carrierKey(7, 42))).toBe(42);
    expect(messageOfKey(8, carrierKey(7, 42))).toBeNull();
    expect(messageOfKey(7, "č. j. 42/2026")).toBeNull();
  });
});

describe("words of a mail", () => {
  it("are compared without what programs put before them", () => {
    const key = subjectKey("Upomínka č. 1");
    for (const said of [
      "Re: Upomínka č. 1",
      "ODP: RE[2]: upomínka  č. 1",
      "Fwd: Re: Upomínka č. 1",
    ]) {
      expect(subjectKey(said)).toBe(key);
    }
  });

  it("tell our numbers from a court's", () => {
    expect(refNosIn("Ve věci 5001/2026")).toContain("5001/2026");
    expect(refNosIn("Rozsudek 12 C 345/2026 ve věci žalobce a žalovaného, vydaný dnes")).toEqual(
      [],
    );
    expect(
      courtMarksIn("Rozsudek 12 C 345/2026 ve věci žalobce a žalovaného, vydaný dnes"),
    ).toEqual(["12 C 345/2026"]);
  });

  it("are kept without what steers a screen", () => {
    expect(cleanText("a\u0000b\u202e\r\nc\td\ud800")).toBe("ab\nc\td\ufffd");
  });
});
