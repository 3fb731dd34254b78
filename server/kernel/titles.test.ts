import { describe, expect, it } from "vitest";
import { titleAt } from "./titles";

const at = (text: string, isAfterComma = false) => titleAt(text.split(" "), 0, isAfterComma);

describe("titleAt", () => {
  it.each([
    ["Ing.", "before", "Ing.", 1],
    ["ing", "before", "Ing.", 1],
    ["Ing. arch.", "before", "Ing. arch.", 2],
    ["Ing. Jan", "before", "Ing.", 1],
    ["Ph. D.", "after", "Ph.D.", 2],
    ["PhD.", "after", "PhD.", 1],
    ["Dr. h. c.", "after", "Dr. h. c.", 3],
    ["akad. mal. a graf.", "before", "akad. mal. a graf.", 4],
    ["Doc.", "before", "Doc.", 1],
  ])("%s", (text, side, shown, count) => {
    expect(at(text)).toMatchObject({ title: { side, text: shown }, count });
  });

  it.each(["Jan", "Ma", "Ba", "St", "Por", "Gen", "P.", "", "Ingrid", "Novák", "Ú."])(
    "finds none in %j",
    (text) => {
      expect(at(text)).toBeNull();
    },
  );

  it("takes capitals without a dot only after a comma", () => {
    expect(at("MA")).toBeNull();
    expect(at("Ma", true)).toBeNull();
    expect(at("MA", true)).toMatchObject({ title: { text: "MA" } });
    expect(at("M.A.")).toMatchObject({ title: { side: "after" } });
  });

  it("marks what tells generations apart", () => {
    expect(at("ml.")?.title.isGeneration).toBe(true);
    expect(at("MBA")?.title.isGeneration).toBe(false);
  });
});
