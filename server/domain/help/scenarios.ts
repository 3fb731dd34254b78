import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Locale } from "@/server/kernel/locale";

const named = z.object({
  cs: z.string().min(1),
  sk: z.string().min(1),
  en: z.string().min(1),
  ru: z.string().min(1),
});
const partSchema = z.object({
  key: z.string(),
  names: named,
  /** A person or somebody else's system. */
  isOutside: z.boolean().default(false),
  /** Where it stands in the tree. */
  path: z.string().optional(),
});
/** "server/domain/portal/my-case.ts › myCase" */
const verbSchema = z.string().regex(/^[\w./()[\]-]+\.ts › \w+$/);
const scenarioSchema = z.object({
  key: z.string(),
  names: named,
  about: named,
  steps: z
    .array(
      z.object({ from: z.string(), to: z.string(), verb: verbSchema.optional(), texts: named }),
    )
    .min(2),
});

export type ScenarioPart = z.infer<typeof partSchema>;
export type ScenarioSource = z.infer<typeof scenarioSchema>;

/** Somebody or something that takes part; the lanes of a drawing, from left to right. */
export interface Lane {
  key: string;
  name: string;
  isOutside: boolean;
}

export interface ScenarioStep {
  from: string;
  to: string;
  text: string;
  /** The module and the verb that does it; null between two who stand outside. */
  verb: string | null;
}

export interface Scenario {
  key: string;
  name: string;
  about: string;
  lanes: Lane[];
  steps: ScenarioStep[];
}

// The program always starts in its own folder.
const FOLDER = join(process.cwd(), "docs", "scenarios");
const PARTS = "parts.yaml";

const readYaml = (file: string): unknown => parse(readFileSync(join(FOLDER, file), "utf8"));

let known: { parts: ScenarioPart[]; scenarios: ScenarioSource[] } | undefined;

/** As they stand in docs/scenarios, each in its file; read once. */
export function scenarioSources() {
  if (!known) {
    const { parts } = z.object({ parts: z.array(partSchema) }).parse(readYaml(PARTS));
    const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml") && file !== PARTS);
    const scenarios = files.sort().map((file) => scenarioSchema.parse(readYaml(file)));
    known = { parts, scenarios };
  }
  return known;
}

/** Those who take part, in the order in which they come into it. */
function lanesOf({ steps }: ScenarioSource, locale: Locale): Lane[] {
  const { parts } = scenarioSources();
  const keys = [...new Set(steps.flatMap(({ from, to }) => [from, to]))];
  return keys.flatMap((key) => {
    const part = parts.find((each) => each.key === key);
    return part ? [{ key, name: part.names[locale], isOutside: part.isOutside }] : [];
  });
}

/** How the parts of the program take part in what it is for, in the reader's language. */
export function listScenarios(locale: Locale): Scenario[] {
  return scenarioSources().scenarios.map((scenario) => ({
    key: scenario.key,
    name: scenario.names[locale],
    about: scenario.about[locale],
    lanes: lanesOf(scenario, locale),
    steps: scenario.steps.map(({ from, to, verb = null, texts }) => {
      return { from, to, verb, text: texts[locale] };
    }),
  }));
}
