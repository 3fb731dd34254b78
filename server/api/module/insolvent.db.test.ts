import { beforeAll, describe, expect, it } from "vitest";
import { MODULE_SCOPES as SCOPES } from "@/db/values/modules";
import { openCase } from "@/server/domain/cases";
import { problemOf, procedureOf, runProcedure } from "@/server/domain/module-api";
import { createModuleKey } from "@/server/domain/modules";
import { checkParty, saveService } from "@/server/domain/registers";
import { addPerson, openRegisterScene } from "@/server/domain/registers/testing/register-scene";
import { openDesk } from "@/server/domain/testing";

const desk = await openDesk();
const known = { fullName: "Alena Úpadková", birthNumber: "855615/9227" };
let scene: Awaited<ReturnType<typeof openRegisterScene>>;
let partyId = 0;
beforeAll(async () => {
  scene = await openRegisterScene(desk, []);
  partyId = await addPerson(scene.admin, known);
  const debtor = { birthNumber: known.birthNumber, surname: "Úpadková", givenName: "Alena" };
  scene.twin.debtors.push({ ...debtor, number: 8, year: 2026, state: "ÚPADEK" });
  await checkParty(scene.admin, { partyId, register: "isir_cz", cause: "card" });
  return () => scene.twin.close();
});

describe("a process that takes somebody insolvent on", () => {
  it("is confirmed by a module too, whichever way it takes the party on", async () => {
    await saveService(scene.admin, { ...scene.service, warningMode: "confirmation" });
    const { keyId } = await createModuleKey(scene.admin, { label: "Úvěry", scopes: [...SCOPES] });
    const actor = { tenantId: scene.tenant.id, keyId, name: "Úvěry", language: "cs" } as const;
    const module = { ...scene.admin, actor: { ...actor, kind: "module", scopes: SCOPES } } as const;
    const say = (code: string) => code;
    let serial = 0;
    const ask = async (name: string, input: object, isInsolvencyConfirmed?: boolean) => {
      const found = procedureOf(name);
      if (!found) throw new Error(name);
      serial += 1;
      const more = isInsolvencyConfirmed === undefined ? {} : { isInsolvencyConfirmed };
      return runProcedure(module, found, {
        ...{ input: { ...input, ...more }, idempotencyKey: `k-${serial}`, route: name, say },
        refusal: (error) => problemOf(error, say),
      });
    };
    const parties = [{ partyId, role: "debtor" }];
    const begun = { category: "collection", parties, isInsolvencyConfirmed: true };
    const { caseId } = await openCase(scene.admin, begun);
    const dueOn = "2026-12-31";
    const asked: [string, object][] = [
      ["openCase", { category: "collection", parties }],
      ["addCaseParty", { caseId, partyId, role: "coDebtor" }],
      ["createClaim", { caseId, principalMinor: 100_000, currency: "CZK", dueOn }],
    ];
    for (const [name, input] of asked) {
      const refused = await ask(name, input);
      expect(refused, name).toMatchObject({
        ...{ status: 412, body: { code: "parties.insolvent_confirm" } },
      });
      expect(procedureOf(name)?.errors).toMatchObject({
        ...{ "parties.insolvent_confirm": "precondition" },
        ...{ "parties.insolvent_stop": "precondition" },
      });
      expect(await ask(name, input, true), name).toMatchObject({ status: 200 });
    }
  });
});
