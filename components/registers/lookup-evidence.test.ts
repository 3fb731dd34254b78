import { describe, expect, it } from "vitest";
import { noteLookupInput } from "@/server/domain/registers/inputs";
import { EVIDENCE_BYTES_MAX, evidenceOf } from "./lookup-evidence";

describe("a saved page of a register", () => {
  it("goes as it is, whatever its size, and fits the input", async () => {
    const bytes = new Uint8Array(EVIDENCE_BYTES_MAX).map((_, i) => i % 251);
    const evidence = await evidenceOf(new File([bytes], "CEE výpis.PDF"));
    expect(evidence?.mediaType).toBe("application/pdf");
    expect(Buffer.from(evidence?.base64 ?? "", "base64").equals(Buffer.from(bytes))).toBe(true);
    const lookup = {
      ...{ partyId: 1, register: "cee", purpose: "x", outcome: "clear", priceMinor: 0 },
      ...{ currency: "CZK", evidence },
    };
    expect(noteLookupInput.safeParse(lookup).success).toBe(true);
  });

  it("of another kind is none", async () => {
    expect(await evidenceOf(new File(["x"], "cee.exe"))).toBe(null);
    expect(await evidenceOf(new File(["x"], "cee"))).toBe(null);
  });
});
