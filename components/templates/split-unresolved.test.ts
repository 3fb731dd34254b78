import { expect, it } from "vitest";
import { splitUnresolved } from "./split-unresolved";

it("an expression that nobody knows is told from one that is empty on the case", () => {
  const problem = (source: string | null, weight: "error" | "note" = "error") => ({
    ...{ source, weight },
  });
  const unknown = problem("Dluh.Celkom");
  const problems = [unknown, problem("Dluh.Jiný"), problem("Dnes", "note"), problem(null)];
  expect(splitUnresolved(["Dluh.Celkom", "Věřitel.Účet", "Dnes"], problems)).toEqual({
    ...{ wrong: [unknown], empty: ["Věřitel.Účet", "Dnes"] },
  });
  expect(splitUnresolved([], problems)).toEqual({ wrong: [], empty: [] });
});
