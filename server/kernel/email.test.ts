import { describe, expect, it } from "vitest";
import { parseEmail, parseEmails } from "./email";

describe("parseEmail", () => {
  it.each([
    ["jan.novak@seznam.cz", "jan.novak@seznam.cz"],
    [" Jan.Novak@Seznam.CZ ", "Jan.Novak@seznam.cz"],
    ["mailto:jan@x.cz", "jan@x.cz"],
    ["jan+crm@mail.example.co.uk", "jan+crm@mail.example.co.uk"],
    ["o'brien@x.cz", "o'brien@x.cz"],
    ["a@háčky.cz", "a@háčky.cz"],
    ["jan\u200b@x.cz", "jan@x.cz"],
    ["a@xn--hky-dla8a.cz", "a@xn--hky-dla8a.cz"],
  ])("takes %j", (text, email) => {
    expect(parseEmail(text)).toEqual({ ok: true, value: email, warnings: [] });
  });

  it.each([
    "jan",
    "@x.cz",
    "jan@",
    "jan@x",
    "jan@@x.cz",
    "jan novak@x.cz",
    "jan..novak@x.cz",
    ".jan@x.cz",
    "jan.@x.cz",
    "jan@x..cz",
    "jan@-x.cz",
    "jan@x-.cz",
    "jan@x.c",
    "jan@x.12",
    "jan@x,cz",
    "nováková@x.cz",
    `${"a".repeat(65)}@x.cz`,
    `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(60)}.cz`,
  ])("refuses %j", (text) => {
    expect(parseEmail(text)).toMatchObject({ finding: { code: "kernel.email_bad_shape" } });
  });

  it.each([null, undefined, "", " "])("is empty: %j", (text) => {
    expect(parseEmail(text)).toMatchObject({ finding: { code: "kernel.email_empty" } });
  });
});

describe("parseEmails", () => {
  it.each([
    ["a@x.cz", ["a@x.cz"]],
    ["a@x.cz; b@x.cz,c@x.cz d@x.cz\ne@x.cz", ["a@x.cz", "b@x.cz", "c@x.cz", "d@x.cz", "e@x.cz"]],
    ["a@x.cz;A@X.cz;", ["a@x.cz"]],
    ["Jan Novák <jan@x.cz>; Eva <eva@x.cz>", ["jan@x.cz", "eva@x.cz"]],
    [null, []],
    [" ; ", []],
  ])("%j", (text, values) => {
    expect(parseEmails(text)).toEqual({ values, findings: [] });
  });

  it("keeps the good ones and names the bad ones", () => {
    expect(parseEmails("a@x.cz, nemá, b@x.cz")).toEqual({
      values: ["a@x.cz", "b@x.cz"],
      findings: [{ code: "kernel.email_bad_shape", params: { value: "nemá" } }],
    });
  });
});
