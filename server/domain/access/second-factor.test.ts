import { describe, expect, it } from "vitest";
import { makeKeys } from "../keys";
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, totpStepOf } from "./second-factor";

/** RFC 6238, appendix B: "12345678901234567890" in base32. */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

describe("a code of the authenticator", () => {
  // The RFC's codes have eight digits, an authenticator shows the last six.
  it.each([
    [59, "287082", 1],
    [1_111_111_109, "081804", 37_037_036],
    [1_234_567_890, "005924", 41_152_263],
    [2_000_000_000, "279037", 66_666_666],
  ])("at %d is that of the RFC", (seconds, code, step) => {
    expect(totpStepOf(RFC_SECRET, code, at(seconds))).toBe(step);
  });

  it("is taken one step early or late, with the step it belongs to, and no further", () => {
    expect(totpStepOf(RFC_SECRET, "287082", at(59 + 30))).toBe(1);
    expect(totpStepOf(RFC_SECRET, "287082", at(29))).toBe(1);
    expect(totpStepOf(RFC_SECRET, "287082", at(59 + 61))).toBeNull();
  });

  it.each(["28708", "2870821", "abcdef", "", "k7pmx-2fd9w"])("%j is none", (code) => {
    expect(totpStepOf(RFC_SECRET, code, at(59))).toBeNull();
  });

  it("may be typed with a gap", () => {
    expect(totpStepOf(RFC_SECRET, "287 082", at(59))).toBe(1);
  });
});

it("a new secret differs each time and names the account in its address", () => {
  const [one, other] = [newTotpSecret("a@b.cz"), newTotpSecret("a@b.cz")];
  expect(one.secret).not.toBe(other.secret);
  expect(one.address).toMatch(/^otpauth:\/\/totp\/Saldo:a%40b\.cz\?/);
});

it("recovery codes are ten, different, and hashed without regard to how they are typed", () => {
  const key = Buffer.alloc(32, 1).toString("base64");
  const keys = makeKeys(key, key);
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  const [code = ""] = codes;
  expect(recoveryCodeHash(keys, code.toUpperCase().replace("-", " "))).toBe(
    recoveryCodeHash(keys, code),
  );
});
