import { beforeAll, describe, expect, it } from "vitest";
import { textOfPages } from "@/server/connectors/pdf/testing/text-of-pages";
import { openCase } from "../cases";
import { claimsOfCase, createClaim, pauseInterest, recordPayment, startInterest } from "../claims";
import { inTransaction } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { readDocument } from "../timeline";
import { checkParty, followInsolvency, writeClaimApplication } from ".";
import { addPerson, openRegisterScene } from "./testing/register-scene";

const desk = await openDesk();
const DEBTOR = {
  ...{ birthNumber: "800101/9114", surname: "Zkušební", givenName: "Jan", bornOn: "1980-01-01" },
  ...{ number: 99_001, year: 2026, court: "Krajský soud v Brně", state: "ÚPADEK", senate: 37 },
  startedOn: "2026-11-02",
};
let scene: Awaited<ReturnType<typeof openRegisterScene>>;
let caseId = 0;
let partyId = 0;
beforeAll(async () => {
  scene = await openRegisterScene(desk, [DEBTOR]);
  const { admin } = scene;
  partyId = await addPerson(admin, { fullName: "Jan Zkušební", birthNumber: "800101/9114" });
  const creditor = await createParty(admin, {
    ...{ kind: "legal_entity", fullName: "Věřitel & synové <s.r.o.>" },
  });
  const opened = await openCase(admin, {
    category: "collection",
    parties: [
      { partyId, role: "debtor" },
      { partyId: creditor.partyId, role: "creditor" },
    ],
  });
  caseId = opened.caseId;
  const { claimId } = await createClaim(admin, {
    ...{ caseId, currency: "CZK", dueOn: "2026-09-30", principalMinor: 10_000_000 },
    ...{ title: "Smlouva o zápůjčce", variableSymbol: "7788" },
  });
  await startInterest(admin, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: "application-1" },
  });
  await recordPayment(admin, {
    ...{ caseId, amountMinor: 1_000_000, valueOn: "2026-10-31", currency: "CZK" },
    idempotencyKey: "application-2",
  });
  return () => scene.twin.close();
});

const write = () => writeClaimApplication(scene.admin, { caseId, partyId });

describe("a claim application", () => {
  it("needs somebody insolvent on the case", async () => {
    await expect(write()).rejects.toMatchObject({ code: "insolvency.not_insolvent" });
  });

  it("says what the law asks for, with accessories as of the day of the decision, and is kept", async () => {
    await checkParty(scene.admin, { partyId, register: "isir_cz", cause: "card" });
    const system = scene.withOutside(scene.tenant.system());
    await followInsolvency(system, { partyIds: [partyId] });
    await pauseInterest(system, { caseIds: [caseId] });
    await inTransaction(scene.admin, (_, { sql }) =>
      sql`insert into proceedings (case_id, kind, court_file_mark, final_on, state)
          values (${caseId}, 'court', '12 C 345/2026', '2026-10-15', 'final')`.then(
        () => undefined,
      ),
    );
    const { fileId } = await write();
    const { content, name, shownType } = await readDocument(scene.admin, { fileId });
    expect(name).toMatch(/^Přihláška-pohledávky-.*KSBR-37-INS-99001-2026\.pdf$/);
    expect(shownType).toBe("application/pdf");
    const text = textOfPages(content).join("\n").replace(/\s+/g, " ");
    for (const said of [
      ...["Přihláška pohledávky", "KSBR 37 INS 99001/2026", "Krajský soud v Brně"],
      ...["Jan Zkušební", "Věřitel & synové <s.r.o.>", "Smlouva o zápůjčce", "7788"],
      ...["30. 9. 2026", "2. 11. 2026", "12 C 345/2026", "15. 10. 2026", "§ 174"],
    ]) {
      expect(text).toContain(said);
    }
    // By the ledger: what is owed on the day of the decision, and no interest from that day on.
    const sums = await claimsOfCase(scene.admin, { caseId, onDay: "2026-11-01" });
    const [claim] = sums.claims;
    const total = (claim?.balanceMinor ?? 0) / 100;
    const shown = new Intl.NumberFormat("cs", { minimumFractionDigits: 2 }).format(total);
    expect(text).toContain(shown.replace(/\s+/g, " "));
    expect(claim?.components.map(({ kind }) => kind)).toEqual(["principal", "lateInterest"]);
  });

  it("is refused to who may not edit the case, and of another tenant's case", async () => {
    const viewer = await scene.tenant.operator("readOnly");
    await expect(
      writeClaimApplication(scene.withOutside(viewer), { caseId, partyId }),
    ).rejects.toMatchObject({ code: "access.forbidden" });
    const stranger = await (await desk.tenant()).operator();
    await expect(writeClaimApplication(stranger, { caseId, partyId })).rejects.toMatchObject({
      code: "cases.not_found",
    });
  });
});
