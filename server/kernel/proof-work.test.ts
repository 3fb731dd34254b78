import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { workOn } from "./proof-work";

it.each([
  ["a short one", "1.8.x"],
  ["one of more than a block", `1700000000000.10.${"a".repeat(22)}.${"b".repeat(43)}`],
  ["one that ends at a block", `1.9.${"c".repeat(60)}`],
])("finds a number for %s that the server's own hash agrees to", async (_, challenge) => {
  const answer = await workOn(challenge);
  expect(answer.startsWith(`${challenge}.`)).toBe(true);
  const bits = Number(challenge.split(".")[1]);
  const hash = createHash("sha256").update(answer).digest();
  expect(Math.clz32(hash.readUInt32BE(0))).toBeGreaterThanOrEqual(bits);
});
