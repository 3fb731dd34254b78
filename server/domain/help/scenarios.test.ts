import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  listScenarios,
  type ScenarioPart,
  type ScenarioSource,
  scenarioSources,
} from "./scenarios";

const exportsOf = (file: string, name: string) => {
  const source = existsSync(file) ? readFileSync(file, "utf8") : "";
  return new RegExp(`^export (async )?(function|const) ${name}\\b`, "m").test(source);
};

/** What a drawing says that the code does not. */
function liesOf({ key, steps }: ScenarioSource, parts: readonly ScenarioPart[]): string[] {
  return steps.flatMap(({ from, to, verb }, i) => {
    const at = `${key}, step ${i + 1}`;
    const ends = [from, to].map((end) => parts.find((part) => part.key === end));
    const lies = ends.flatMap((end, n) => (end ? [] : [`${at}: no part ${[from, to][n]}`]));
    const inside = ends.flatMap((end) => end?.path ?? []);
    if (!verb) return inside.length > 0 ? [...lies, `${at}: names no verb`] : lies;
    const [file = "", name = ""] = verb.split(" › ");
    if (!exportsOf(file, name)) lies.push(`${at}: ${verb} is not there`);
    if (!inside.some((path) => file.startsWith(`${path}/`))) {
      lies.push(`${at}: ${file} belongs to neither ${from} nor ${to}`);
    }
    return lies;
  });
}

describe("the drawings of scenarios", () => {
  const { parts, scenarios } = scenarioSources();

  it("show only parts that stand where they say", () => {
    for (const { key, path, isOutside } of parts) {
      expect(isOutside || (path !== undefined && existsSync(path)), key).toBe(true);
    }
  });

  it("name for each step a verb that is there, in one of the two parts", () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(6);
    expect(scenarios.flatMap((scenario) => liesOf(scenario, parts))).toEqual([]);
  });

  it("would be caught at a lie", () => {
    const [scenario] = scenarios;
    const [step] = scenario?.steps ?? [];
    if (!scenario || !step) throw new Error("no scenario");
    const told = (change: Partial<typeof step>) =>
      liesOf({ ...scenario, key: "x", steps: [{ ...step, ...change }] }, parts);
    expect(told({})).toEqual([]);
    expect(told({ to: "nobody" })[0]).toContain("no part nobody");
    expect(told({ verb: undefined })).toEqual(["x, step 1: names no verb"]);
    expect(told({ verb: "server/domain/portal/my-case.ts › flyAway" })).toEqual([
      "x, step 1: server/domain/portal/my-case.ts › flyAway is not there",
    ]);
    expect(told({ verb: "server/domain/bank/verdict.ts › judge" })[0]).toContain("neither");
  });

  it("are told in every language, lanes in the order in which they come", () => {
    const [pays] = listScenarios("cs");
    expect(pays?.lanes.map(({ key }) => key).slice(0, 4)).toEqual([
      ...["operator", "portal", "mails", "client"],
    ]);
    for (const locale of ["cs", "sk", "en", "ru"] as const) {
      for (const { name, steps } of listScenarios(locale)) {
        expect(name).not.toBe("");
        expect(
          steps.every(({ text }) => text.length <= 60),
          name,
        ).toBe(true);
      }
    }
  });
});
