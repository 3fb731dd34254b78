import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LANGUAGES } from "@/db/values/access";
import { processCatalogue } from "../../workflow";
import { readTemplate } from "../documents/read-template";
import { templateSettings } from "../inputs";
import { vocabularyOf } from "../vocabulary-of";
import { SAMPLE_TEMPLATES } from "./sample-templates";

const samples = Object.entries(SAMPLE_TEMPLATES);

it.each(samples)("%s reads without a problem, as do the lines around it", (_, sample) => {
  const vocabulary = vocabularyOf(processCatalogue());
  const read = readTemplate(sample.fileName, sample.bytes(), vocabulary);
  expect(read.problems).toEqual([]);
  expect(read.compiled.expressions.length).toBeGreaterThan(2);
  const settings = templateSettings.parse(sample.settings);
  expect(LANGUAGES).toContain(settings.language);
  for (const line of [settings.subject, settings.coverText, settings.ourRef]) {
    if (line === "") continue;
    const { problems } = readTemplate("line.txt", Buffer.from(line), vocabulary);
    expect(problems.filter(({ weight }) => weight === "error")).toEqual([]);
  }
});

it.each(samples)("%s lies among the examples as it is made", (_, { fileName, bytes }) => {
  const file = new URL(`../../../../examples/templates/${fileName}`, import.meta.url);
  expect(readFileSync(file).equals(Buffer.from(bytes()))).toBe(true);
});
