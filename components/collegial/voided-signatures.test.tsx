import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import collegial from "@/app/i18n/cs/collegial.json";
import { newestVersion, signersOf, VoidsNotice } from "./voided-signatures";

const signature = (decidedName: string, voidedAt: string | null = null) => ({
  ...{ decisionId: 1, voterName: decidedName, decidedName, voidedAt },
  signedAt: "2026-11-20T08:00:00Z",
});
const voided = "2026-11-21T08:00:00Z";

describe("signatures that a new version would void", () => {
  it("are those that still hold, each person once", () => {
    const signatures = [signature("Jana"), signature("Petr", voided), signature("Jana")];
    expect(signersOf({ eventId: 1, signatures })).toEqual(["Jana"]);
    expect(signersOf(undefined)).toEqual([]);
  });

  it("are asked only of the newest version: an earlier one is not replaced again", () => {
    const newest = { eventId: 2, signatures: [signature("Jana")] };
    const files = [{ versions: [newest, { eventId: 1, signatures: [] }] }];
    expect(newestVersion(files, 2)).toBe(newest);
    expect(newestVersion(files, 1)).toBeUndefined();
  });

  it("are named before a file is chosen, and nothing is said where there are none", () => {
    const told = (signers: string[]) =>
      renderToStaticMarkup(
        <NextIntlClientProvider locale="cs" timeZone="Europe/Prague" messages={{ collegial }}>
          <VoidsNotice signers={signers} />
        </NextIntlClientProvider>,
      );
    expect(told(["Jana", "Petr"])).toContain("podpisů dosavadní verze: Jana, Petr.");
    expect(told([])).toBe("");
  });
});
