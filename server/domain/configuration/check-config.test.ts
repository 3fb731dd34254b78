import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkConfig } from "./check-config";
import { configJsonSchema } from "./file-schema";
import { diffOf, planOf } from "./plan";

const at = (text: string) =>
  checkConfig(text).findings.map(({ line, column, code, params }) => ({
    ...{ at: `${line}:${column}`, code },
    ...(params.meant ? { meant: params.meant } : {}),
  }));

const GOOD = `version: 1
triggers:
  loan:
    on: [payment.received]
    url: https://loan.example/on
`;

it("a good file has no findings, and the example that ships is one", () => {
  expect(checkConfig(GOOD)).toMatchObject({ findings: [], config: { version: 1 } });
  const example = readFileSync("examples/config/config.yaml", "utf8");
  expect(checkConfig(example).findings).toEqual([]);
});

describe("a fault is told where it stands", () => {
  it.each([
    ["version: 1\ntrigers: {}\n", [{ at: "2:1", code: "unknown_key", meant: "triggers" }]],
    ["triggers: {}\n", [{ at: "1:1", code: "missing" }]],
    ["version: 2\n", [{ at: "1:10", code: "not_allowed", meant: "1" }]],
    [
      GOOD.replace("payment.received", "payment.recieved"),
      [{ at: "4:10", code: "not_allowed", meant: "payment.received" }],
    ],
    [GOOD.replace("[payment.received]", "payment.received"), [{ at: "4:9", code: "wrong_type" }]],
    [
      GOOD.replace("    url", "    ulr"),
      [
        { at: "4:5", code: "missing" },
        { at: "5:5", code: "unknown_key", meant: "url" },
      ],
    ],
    [GOOD.replace("https:", "ftp:"), [{ at: "5:10", code: "bad_url" }]],
    [GOOD.replace("loan.example", "{id}.example"), [{ at: "5:10", code: "bad_url" }]],
    [GOOD.replace("  loan:", "  Loan trigger:"), [{ at: "3:3", code: "bad_name" }]],
    [
      `${GOOD}  loan:\n    on: [case.moved]\n    url: https://x.example/\n`,
      [{ at: "6:3", code: "syntax" }],
    ],
    ["version: 1\nloan: [unclosed\n", [{ at: "3:1", code: "syntax" }]],
    ["", [{ at: "1:1", code: "missing" }]],
  ])("%s", (text, findings) => {
    expect(checkConfig(text).config).toBeNull();
    expect(at(text)).toEqual(findings);
  });

  it("a choice needs its choices, a name at least one language", () => {
    const action = (more: string) => `version: 1
customActions:
  check:
    on: case
    names: { cs: Ověřit }
    url: https://loan.example/check
${more}`;
    expect(at(action(""))).toEqual([]);
    expect(at(action("    inputs:\n      kind: { type: choice, names: { cs: Druh } }\n"))).toEqual([
      { at: "8:13", code: "no_choices" },
    ]);
    expect(at(action("    confirm: {}\n"))).toEqual([{ at: "7:14", code: "no_names" }]);
  });
});

describe("a file that is meant to hurt", () => {
  it("an alias that holds itself is refused, through another too", () => {
    expect(at("version: 1\nloan: &a\n  b: &b\n    c: *b\n    d: *a\n")).toEqual([
      { at: "4:8", code: "alias_cycle" },
      { at: "5:8", code: "alias_cycle" },
    ]);
    expect(at("version: 1\nloan: &a\n  self: *a\n")).toEqual([{ at: "3:9", code: "alias_cycle" }]);
  });
  it("aliases that grow beyond measure are refused quickly", () => {
    const levels = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? "  a0: &a0 [x, x]" : `  a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`,
    );
    const began = performance.now();
    expect(at(`version: 1\nloan:\n${levels.join("\n")}\n`)).toEqual([
      { at: "15:14", code: "alias_bomb" },
    ]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
  it("a hundred thousand brackets are refused", () => {
    expect(at(`version: 1\nloan: ${"[".repeat(100_000)}`)[0]?.code).toMatch(/too_deep|syntax/);
    const deep = `version: 1\nloan: ${"[".repeat(40)}${"]".repeat(40)}\n`;
    expect(at(deep)[0]?.code).toBe("too_deep");
  });
  it("a file of megabytes is refused unread", () => {
    expect(at(`version: 1\n#${"x".repeat(300_000)}`)).toEqual([
      { at: "2:262134", code: "too_large" },
    ]);
  });
  it("what is no UTF-8 is told at its first byte", () => {
    const told = (bytes: Buffer) => at(bytes.toString("utf8"));
    const windows = Buffer.concat([Buffer.from("version: 1\nloan: { a: "), Buffer.from([0x8e])]);
    expect(told(windows)).toEqual([{ at: "2:12", code: "bad_encoding" }]);
    expect(told(Buffer.from("\uFEFFversion: 1\n", "utf16le"))).toEqual([
      { at: "1:1", code: "bad_encoding" },
    ]);
    expect(at("version: 1\nloan: { a: \0 }\n")).toEqual([{ at: "2:12", code: "bad_encoding" }]);
  });
  it("a tab where spaces must stand is told as such", () => {
    expect(at("version: 1\ntriggers:\n\tloan: {}\n")[0]).toEqual({ at: "3:1", code: "tab_indent" });
  });
  it("a key of the prototype is a key like any other", () => {
    expect(at("version: 1\n__proto__: { x: 1 }\n")[0]?.code).toBe("unknown_key");
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

it("the plan names what is added, changed and taken away", () => {
  const [before, after] = [
    GOOD,
    GOOD.replace("loan:", "other:").replace("version: 1", "version: 1\npublic: { colour: red }"),
  ].map((text) => checkConfig(text).config);
  if (!before || !after) throw new Error("both are good");
  expect(planOf(before, after).map(({ section, name, change }) => [section, name, change])).toEqual(
    [
      ["triggers", "loan", "removed"],
      ["triggers", "other", "added"],
      ["public", "colour", "added"],
    ],
  );
  expect(planOf(before, before)).toEqual([]);
});

it("the difference of two texts is told by lines", () => {
  const told = diffOf("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n").map(({ kind, text }) => kind[0] + text);
  expect(told).toEqual(["sa", "rb", "ax", "sc", "sd", "ae", "s"]);
  expect(diffOf("a\n", "a\n")).toEqual([]);
  const lines = Array.from({ length: 20 }, (_, index) => `l${index}`);
  const other = lines.map((line, index) => (index === 2 || index === 17 ? `${line}!` : line));
  const far = diffOf(lines.join("\n"), other.join("\n"));
  expect(far.map(({ kind, line }) => `${kind[0]}${line}`)).toEqual([
    ...["s1", "s2", "r3", "a3", "s4", "s5", "s6", "g7", "s15", "s16", "s17", "r18", "a18"],
    ...["s19", "s20"],
  ]);
});

it("the published schema names every section", () => {
  const { properties } = configJsonSchema() as { properties: Record<string, unknown> };
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(["version", "triggers", "templateCustomVariables", "customActions"]),
  );
});
