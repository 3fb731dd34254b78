import { expect, it } from "vitest";
import { formSnippet } from "./form-snippet";

it("shows a visitor the field's name for a bare input, and an author's own words as they are", () => {
  const names = { cs: "Společnost", sk: "Spoločnosť", en: "Company", ru: "Компания" };
  const labels = [
    { label: "company", field: "company" },
    { label: "Vaše firma", field: "company" },
  ];
  const html = formSnippet({
    ...{ key: "k", baseUrl: "https://crm.example", labels, language: "cs" },
    fields: [{ key: "company", names }],
  });
  expect(html).toContain('<label>Společnost <input name="company"');
  expect(html).toContain('<label>Vaše firma <input name="Vaše firma"');
});
