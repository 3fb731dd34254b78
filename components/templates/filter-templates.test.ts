import { expect, it } from "vitest";
import { filterTemplates } from "./filter-templates";
import type { TemplateRow } from "./template";

const row = (name: string, code: string, note = ""): TemplateRow => ({
  ...{ id: 1, code, name, note, format: "txt", language: "cs", methods: ["sms"], categories: [] },
  ...{ sender: "tenant", hasSubject: false, deliveryMode: "ordinary" },
  ...{ versionNumber: 1, problemCount: 0, errorCount: 0, dayOffsets: [], sentCount: 0 },
  ...{ updatedAt: new Date(0), isArchived: false },
});
const ROWS = [row("Předžalobní výzva", "pred"), row("Upomínka", "upo-1", "jen pro úvěry")];

it("templates are found by words of name, code or note, without diacritics", () => {
  const found = (typed: string) => filterTemplates(ROWS, typed).map(({ code }) => code);
  expect(found("")).toEqual(["pred", "upo-1"]);
  expect(found("vyzva predzalobni")).toEqual(["pred"]);
  expect(found("UVERY upo")).toEqual(["upo-1"]);
  expect(found("nic")).toEqual([]);
});
