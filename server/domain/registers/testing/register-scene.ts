import { startIsirTwin } from "@/server/connectors/isir-cz/testing/isir-twin";
import type { TwinDebtor } from "@/server/connectors/isir-cz/testing/isir-words";
import { openCase } from "../../cases";
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

/** Birth numbers of men born on a day, "800101", one after the other; each divides by eleven. */
export function* birthNumbers(day: string): Generator<string, undefined> {
  for (let ending = 1_000; ending < 10_000; ending += 1) {
    if (Number(`${day}${ending}`) % 11 === 0) yield `${day}${ending}`;
  }
}

const numbers = birthNumbers("800101");
let serial = 0;

/** So many debtors of open cases; the first of them is insolvent. Answers their ids. */
export async function addDebtors(
  { admin, twin }: Awaited<ReturnType<typeof openRegisterScene>>,
  count: number,
): Promise<number[]> {
  const partyIds: number[] = [];
  for (let no = 0; no < count; no += 1) {
    const birthNumber = numbers.next().value ?? "";
    const surname = `Zkušební${String.fromCharCode(97 + (serial++ % 26))}`;
    const partyId = await addPerson(admin, { fullName: `Jan ${surname}`, birthNumber });
    await openCase(admin, { category: "collection", parties: [{ partyId, role: "debtor" }] });
    partyIds.push(partyId);
    if (no > 0) continue;
    twin.debtors.push({
      ...{ birthNumber, surname, givenName: "Jan", bornOn: "1980-01-01", state: "ÚPADEK" },
      ...{ number: 70_000 + serial, year: 2026, startedOn: "2026-11-20" },
    });
  }
  return partyIds;
}
