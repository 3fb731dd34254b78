import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askCompany } from "../../server/connectors/ares";
import { type AresTwin, startAresTwin } from "../../server/connectors/ares/testing/ares-twin";
import { askAccountingUnit, askSlovakCompany } from "../../server/connectors/slovak-registers";
import {
  type AccountingTwin,
  type RpoTwin,
  startAccountingTwin,
  startRpoTwin,
} from "../../server/connectors/slovak-registers/testing/slovak-twins";
import { askVies } from "../../server/connectors/vies";
import { startViesTwin, type ViesTwin } from "../../server/connectors/vies/testing/vies-twin";
import type { RegisterAnswer } from "../../server/kernel/register-answer";
import {
  accountingUnits,
  aresCompanies,
  INSOLVENT_COMPANY,
  rpoEntities,
  vatNumbers,
} from "./register-companies";

let twins: { ares: AresTwin; rpo: RpoTwin; ruz: AccountingTwin; vies: ViesTwin };
beforeAll(async () => {
  twins = {
    ares: await startAresTwin({ companies: aresCompanies() }),
    rpo: await startRpoTwin({ entities: rpoEntities() }),
    ruz: await startAccountingTwin({ units: accountingUnits() }),
    vies: await startViesTwin({ valid: vatNumbers() }),
  };
});
afterAll(() => Promise.all(Object.values(twins).map((twin) => twin.close())));

const at = (url: string) => ({ url, timeoutMs: 10_000, isPrivateAllowed: true });
const first = <Kept>({ answer }: { answer: RegisterAnswer<Kept> }): Kept | undefined =>
  answer.outcome === "found" ? answer.records[0] : undefined;
const czech = async (number: string) => first(await askCompany(at(twins.ares.url), number));
const slovak = async (number: string) => first(await askSlovakCompany(at(twins.rpo.url), number));

describe("companies of the sandbox", () => {
  it("are each of a number that holds, and known once", () => {
    const numbers = [
      ...aresCompanies().map(({ ico }) => ico),
      ...accountingUnits().map((u) => u.ico),
    ];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThan(15);
  });

  it("hold whom the demo's settings and workbooks name", async () => {
    expect(await czech("09901272")).toMatchObject({ name: "Inkaso Vltava, s.r.o." });
    const ofWorkbooks = aresCompanies().filter(({ ico }) => ico.startsWith("20"));
    expect(ofWorkbooks.length).toBeGreaterThan(5);
    for (const { ico } of aresCompanies()) {
      expect(await czech(ico), ico).toMatchObject({ hasOddCheckDigit: false });
    }
  });

  it("hold one that has ended, one with its seat abroad and one that is insolvent", async () => {
    expect(await czech("27600033")).toMatchObject({ ended: "2024-06-30" });
    expect(await czech("27600050")).toMatchObject({ seat: { country: "DE", addressPoint: null } });
    expect(await czech(INSOLVENT_COMPANY.registrationNo)).toMatchObject({ ended: null });
  });

  it("hold Slovak ones with their tax numbers, which VIES knows too", async () => {
    expect(await slovak("36700002")).toMatchObject({
      ...{ name: "Tatranské pekárne, s. r. o.", seat: { street: "Štefánikova", town: "Poprad" } },
    });
    expect(await slovak("36700029")).toMatchObject({ ended: "2023-11-15" });
    const unit = first(await askAccountingUnit(at(twins.ruz.url), "36700002"));
    const vat = await askVies(at(twins.vies.url), { taxId: `SK${unit?.taxId}` });
    expect(first(vat)).toMatchObject({ name: "Tatranské pekárne, s. r. o." });
  });
});
