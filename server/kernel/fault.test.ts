import { expect, it } from "vitest";
import { faultOf, takenKeyOf } from "./fault";

it("tells where and what kind, and nothing of what was typed", () => {
  const secret = "Jan Novák 800101/9114";
  const inner = Object.assign(new Error(`bad ${secret}`), {
    code: "23505",
    table_name: "parties",
    constraint_name: "parties_birth_number_key",
    detail: `Key (${secret})`,
  });
  const outer = new Error(`Failed query: insert …\nparams: ${secret}\nat ${secret.length}`, {
    cause: inner,
  });
  const fault = faultOf(outer);
  expect(JSON.stringify(fault)).not.toContain("Novák");
  expect(fault).toMatchObject({
    name: "Error",
    cause: { code: "23505", table: "parties", constraint: "parties_birth_number_key" },
  });
  expect(fault.frames.some((line) => line.includes("fault.test"))).toBe(true);
});

it("bears what is no error", () => {
  expect(faultOf("text with a name")).toEqual({ name: "string", frames: [] });
});

it("names the unique index that was run into, through the errors around it, and no other", () => {
  const broken = (code: string) =>
    new Error("Failed query", {
      cause: Object.assign(new Error("no"), { code, constraint_name: "cases_source_key" }),
    });
  expect(takenKeyOf(broken("23505"))).toBe("cases_source_key");
  expect(takenKeyOf(broken("23503"))).toBeNull();
  expect(takenKeyOf(new Error("something else"))).toBeNull();
  expect(takenKeyOf(null)).toBeNull();
});
