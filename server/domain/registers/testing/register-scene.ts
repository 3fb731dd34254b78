import { startIsirTwin } from "@/server/connectors/isir-cz/testing/isir-twin";
import type { TwinDebtor } from "@/server/connectors/isir-cz/testing/isir-words";
import type { Context, OperatorActor } from "../../context";
import { createParty } from "../../parties";
import type { Desk } from "../../testing";
import type { SaveServiceInput } from "../inputs";
import { saveService } from "../save-settings";

/** A tenant whose Czech insolvency register is a twin on this machine. */
export async function openRegisterScene(desk: Desk, debtors: readonly TwinDebtor[] = []) {
  const twin = await startIsirTwin({ debtors });
  const tenant = await desk.tenant();
  const outside = { fioUrl: "", isPrivateAllowed: true };
  const withOutside = <C extends Context>(ctx: C): C => ({ ...ctx, outside });
  const admin = withOutside(await tenant.operator("administrator"));
  const service: SaveServiceInput = {
    ...{ register: "isir_cz", url: twin.url, validity: "30D", warningMode: "warning" },
    ...{ allowsBackground: true, perMinute: 1_000, perDay: 100_000, priceMinor: 0 },
    ...{ currency: "CZK", monthBudgetMinor: null },
  };
  await saveService(admin, service);
  return { twin, tenant, admin, service, withOutside };
}

/** Somebody whom the register can know. */
export async function addPerson(
  ctx: Context<OperatorActor>,
  given: Omit<Parameters<typeof createParty>[1], "kind">,
): Promise<number> {
  const { partyId } = await createParty(ctx, { kind: "natural_person", ...given });
  return partyId;
}
