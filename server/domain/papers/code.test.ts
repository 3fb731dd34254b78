import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { makeKeys } from "../keys";
import { checkLink, codeHash, codeText } from "./code";

const keys = makeKeys(
  Buffer.alloc(32, 1).toString("base64"),
  Buffer.alloc(32, 2).toString("base64"),
);
const paper = { tenantId: 1, number: "P-2026-00001", code: "7K3M-Q9TB-X2WD" };

it("a code is twelve signs that nobody mistakes for each other, however the bytes fall", () => {
  expect(codeText(randomBytes)).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  // Bytes that would make some signs likelier are thrown away.
  const rounds = [Buffer.alloc(12, 255), Buffer.alloc(12, 0)];
  expect(codeText(() => rounds.shift() ?? Buffer.alloc(12, 1))).toBe("2222-2222-2222");
});

it("is good as it is copied from paper, for its own number and tenant only", () => {
  const hash = codeHash(keys, paper);
  expect(codeHash(keys, { ...paper, code: "7k3m q9tb x2wd" })).toEqual(hash);
  expect(codeHash(keys, { ...paper, number: "P-2026-00002" })).not.toEqual(hash);
  expect(codeHash(keys, { ...paper, tenantId: 2 })).not.toEqual(hash);
});

it("stands in the address of the page that checks it", () => {
  const marked = { number: "P-2026-00001", code: "A&B" };
  const query = "verify?number=P-2026-00001&code=A%26B";
  expect(checkLink({ slug: "demo", host: null }, marked)).toBe(`/portal/demo/${query}`);
  const host = "portal.example.cz";
  expect(checkLink({ slug: "demo", host }, marked)).toBe(`//${host}/${query}`);
});
