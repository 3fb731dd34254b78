import { expect, it } from "vitest";
import { formOf, mended, writtenIn } from "./written-form";

it("an expression is written as its format wants it", () => {
  expect(writtenIn(formOf("txt"), "Dluh.Celkem: slovy")).toBe("{Dluh.Celkem: slovy}");
  expect(writtenIn(formOf("html"), 'Výchozí(A; "B & C")')).toBe(
    '<mark>Výchozí(A; "B &amp; C")</mark>',
  );
  expect(writtenIn(formOf("docx"), "Dnes")).toBe("Dnes");
  expect(writtenIn(formOf("odt"), "Dnes")).toBe("Dnes");
});

it("a suggestion takes the place of the wrong name only", () => {
  const problem = { source: "Dluh.Jistna: slovy", params: { name: "Dluh.Jistna" } };
  expect(mended(problem, "Dluh.Jistina")).toBe("Dluh.Jistina: slovy");
  expect(mended({ source: null, params: {} }, "Dluh.Jistina")).toBe("Dluh.Jistina");
  // What a replacement would mean to a pattern is plain text here.
  expect(mended(problem, "$&")).toBe("$&: slovy");
});
