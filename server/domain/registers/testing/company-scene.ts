import type { Register } from "@/db/values/registers";
import { startAresTwin } from "@/server/connectors/ares/testing/ares-twin";
import { startDocumentsTwin } from "@/server/connectors/invalid-documents/testing/documents-twin";
import {
  startAccountingTwin,
  startRpoTwin,
} from "@/server/connectors/slovak-registers/testing/slovak-twins";
import { startVatPayersTwin } from "@/server/connectors/vat-payers/testing/vat-payers-twin";
import { startViesTwin } from "@/server/connectors/vies/testing/vies-twin";
import type { Context } from "../../context";
import type { Desk } from "../../testing";
import type { SaveServiceInput } from "../inputs";
import { saveService } from "../save-settings";

/** A tenant whose registers of companies, documents and addresses are twins on this machine. */
export async function openCompanyScene(desk: Desk) {
  const twins = {
    ares: await startAresTwin(),
    rpo: await startRpoTwin(),
    ruz: await startAccountingTwin(),
    vat_payers: await startVatPayersTwin(),
    vies: await startViesTwin(),
    invalid_documents: await startDocumentsTwin(),
  };
  const tenant = await desk.tenant();
  const outside = { fioUrl: "", isPrivateAllowed: true };
  const withOutside = <C extends Context>(ctx: C): C => ({ ...ctx, outside });
  const admin = withOutside(await tenant.operator("administrator"));
  const serve = (register: Register, url: string, more: Partial<SaveServiceInput> = {}) =>
    saveService(admin, {
      ...{ register, url, validity: "30D", warningMode: "warning", allowsBackground: true },
      ...{ perMinute: 1_000, perDay: 100_000, priceMinor: 0, currency: "CZK" },
      ...{ monthBudgetMinor: null, ...more },
    });
  for (const [register, twin] of Object.entries(twins)) {
    await serve(register as Register, twin.url);
  }
  await serve("addresses", twins.ares.url);
  const close = () => Promise.all(Object.values(twins).map((twin) => twin.close()));
  return { twins, tenant, admin, serve, withOutside, close };
}
