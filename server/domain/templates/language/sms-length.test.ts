import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SMS_CAPACITY, smsLength, stripDiacritics } from "./sms-length";

describe("length of an SMS", () => {
  it.each<[string, string, Partial<ReturnType<typeof smsLength>>]>([
    ["nothing", "", { encoding: "gsm7", units: 0, parts: 0, unitsLeft: 160 }],
    ["one full", "a".repeat(160), { encoding: "gsm7", units: 160, parts: 1, unitsLeft: 0 }],
    ["one over", "a".repeat(161), { units: 161, parts: 2, unitsLeft: 145 }],
    ["two full", "a".repeat(306), { parts: 2, unitsLeft: 0 }],
    ["three", "a".repeat(307), { parts: 3, unitsLeft: 152 }],
    ["extension", "€".repeat(80), { encoding: "gsm7", units: 160, parts: 1 }],
    ["extension over", "€".repeat(81), { units: 162, parts: 2 }],
    // The escape of the 153rd septet would be torn from its character: the part ends early.
    ["uncut escape", `${"a".repeat(152)}€${"a".repeat(152)}`, { units: 306, parts: 3 }],
    ["GSM letters", "éèùìòàäöñüÄÖÑÜßøØåÅ£¥¤¡¿§", { encoding: "gsm7", parts: 1 }],
    ["Greek capitals", "ΔΦΓΛΩΠΨΣΘΞ", { encoding: "gsm7", units: 10 }],
    ["Czech full", "č".repeat(70), { encoding: "ucs2", units: 70, parts: 1, unitsLeft: 0 }],
    ["Czech over", "č".repeat(71), { units: 71, parts: 2, unitsLeft: 63 }],
    ["emoji", "😀".repeat(35), { encoding: "ucs2", units: 70, parts: 1 }],
    // 67 units hold 33 pairs and leave one unit unused.
    ["uncut pair", "😀".repeat(67), { units: 134, parts: 3 }],
    ["no-break space", "1\u00a0000 Kc", { encoding: "ucs2", forcing: ["\u00a0"] }],
    ["the forcing ones", "Žluťoučký kůň č. č.", { forcing: ["Ž", "ť", "č", "ý", "ů", "ň"] }],
  ])("%s", (_what, text, expected) => {
    expect(smsLength(text)).toMatchObject(expected);
  });

  it("agrees with parts that are cut one by one", () => {
    const char = fc.constantFrom(..."aé€[č😀я\n".split(/(?:)/u));
    const texts = fc.array(char, { maxLength: 500 }).map((chars) => chars.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const { encoding, parts, units, forcing } = smsLength(text);
        const { single, part } = SMS_CAPACITY[encoding];
        const size = (each: string) =>
          encoding === "ucs2" ? each.length : "€[".includes(each) ? 2 : 1;
        let rest = [...text];
        let count = 0;
        const total = rest.reduce((sum, each) => sum + size(each), 0);
        while (rest.length > 0) {
          const room = total <= single ? single : part;
          let taken = 0;
          let used = 0;
          while (taken < rest.length && used + size(rest[taken] ?? "") <= room) {
            used += size(rest[taken] ?? "");
            taken += 1;
          }
          rest = rest.slice(taken);
          count += 1;
        }
        expect({ parts, units }).toEqual({ parts: count, units: total });
        expect(encoding === "ucs2").toBe(/[č😀я]/u.test(text));
        expect(forcing.length === 0).toBe(encoding === "gsm7");
      }),
    );
  });
});

describe("without diacritics", () => {
  it.each([
    ["Příliš žluťoučký kůň", "Prilis zlutoucky kun"],
    ["Vážená paní Nováková, dlužíte 1\u00a0234,50 Kč", "Vazena pani Novakova, dluzite 1 234,50 Kc"],
    ["café à la crème", "café à la crème"],
    ["„citace“ – a ‚jiná‘…", "\"citace\" - a 'jina'..."],
    ["e\u0301", "é"],
    ["c\u030c", "c"],
    ["ľščťžýáíôŕĺ", "lsctzyaiorl"],
    ["Łódź, Đorđe, Œuvre", "Lodz, Dorde, OEuvre"],
    ["a\u00ad\u200bb", "ab"],
    ["řádek\nřádek", "radek\nradek"],
    ["Привет", "Привет"],
    ["", ""],
  ])("%j: %j", (text, expected) => {
    expect(stripDiacritics(text)).toBe(expected);
  });

  it("is GSM-7 for everything that Czech and Slovak can write, and the same when done twice", () => {
    const letters = "áčďéěíňóřšťúůýžäľĺôŕÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄĽĹÔŔ abc 0123 .,;:!?-+()/%&@€\u00a0„“–…";
    const text = fc.array(fc.constantFrom(...letters), { maxLength: 200 });
    fc.assert(
      fc.property(text, (chars) => {
        const stripped = stripDiacritics(chars.join(""));
        expect(smsLength(stripped).encoding).toBe("gsm7");
        expect(stripDiacritics(stripped)).toBe(stripped);
      }),
    );
  });

  it("loses no character of GSM-7", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const kept = stripDiacritics(text);
        if (smsLength(text).encoding === "gsm7") expect(kept).toBe(text);
      }),
    );
  });
});
