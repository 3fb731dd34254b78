import { beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { inTransaction } from "../context";
import { openDesk } from "../testing";
import { listLookers, lookUpVat } from ".";
import { openCompanyScene } from "./testing/company-scene";

const desk = await openDesk();
const WHOSE = { name: "Alfa, s.r.o.", address: "Dlouhá 1\n110 00 Praha" };
let scene: Awaited<ReturnType<typeof openCompanyScene>>;
beforeEach(async () => {
  scene = await openCompanyScene(desk);
  scene.twins.vies.valid
    .set("CZ27600009", WHOSE)
    .set("SK2022700009", { name: null, address: null });
  return scene.close;
});

describe("a number for VAT looked up for a form", () => {
  it("is valid, and whose it is, of VIES once and then of the log", async () => {
    const said = { outcome: "found", record: { taxId: "CZ27600009", ...WHOSE } };
    expect(await lookUpVat(scene.admin, { taxId: "CZ 276 00 009" })).toMatchObject({
      ...{ ...said, isFromLog: false },
    });
    expect(await lookUpVat(scene.admin, { taxId: "CZ27600009" })).toMatchObject({
      ...{ ...said, isFromLog: true },
    });
    expect(scene.twins.vies.asked).toHaveLength(1);
    const rows = await inTransaction(scene.admin, (_, { sql }) =>
      sql<{ who: string }[]>`
        select concat_ws(' ', register, asked_by, question, actor_name) as who from company_lookups`.then(
        (all) => all.map(({ who }) => who),
      ),
    );
    expect(rows).toEqual([`vies tax_id CZ27600009 ${scene.admin.actor.name}`]);
  });

  it("is said of whoever asked, why and on what ground, in the audit and in who looked", async () => {
    await lookUpVat(scene.admin, { taxId: "CZ27600009" });
    const { operatorId } = scene.admin.actor;
    expect(await listLookers(scene.admin)).toMatchObject([
      {
        ...{ operatorId, register: "vies", purpose: "form", legalBasis: "gdpr_6_1_f" },
        ...{ checkCount: 1, partyCount: 0, spentMinor: 0 },
      },
    ]);
    const { items } = await listAudit(scene.admin, { action: "registers.look-up-company" });
    expect(items).toMatchObject([
      { actorName: scene.admin.actor.name, after: { question: "CZ27600009", outcome: "found" } },
    ]);
    expect(await listLookers(await (await desk.tenant()).operator())).toEqual([]);
  });

  it("without a prefix is one of the party's country", async () => {
    expect(await lookUpVat(scene.admin, { taxId: "2022700009", country: "SK" })).toMatchObject({
      ...{ outcome: "found", record: { taxId: "SK2022700009", name: null } },
    });
    expect(await lookUpVat(scene.admin, { taxId: "27600017" })).toMatchObject({
      ...{ outcome: "clear", taxId: "CZ27600017" },
    });
  });

  it("is never called invalid where the state says nothing", async () => {
    scene.twins.vies.troubles.set("CZ", "MS_UNAVAILABLE");
    const silent = await lookUpVat(scene.admin, { taxId: "CZ27600017" });
    expect(silent).toEqual({ outcome: "unavailable", reason: "outage" });
    scene.twins.vies.troubles.delete("CZ");
    // What was not said was not kept either.
    expect(await lookUpVat(scene.admin, { taxId: "CZ27600017" })).toMatchObject({
      ...{ outcome: "clear", isFromLog: false },
    });
    await scene.serve("vies", "");
    expect(await lookUpVat(scene.admin, { taxId: "CZ27600025" })).toEqual({
      ...{ outcome: "unavailable", reason: "unconfigured" },
    });
  });

  it("of another shape is refused, and so is whoever may neither edit nor check", async () => {
    await expect(lookUpVat(scene.admin, { taxId: "??" })).rejects.toMatchObject({
      code: "registers.vat_bad_shape",
    });
    const reader = await scene.tenant.operator("readOnly");
    await expect(lookUpVat(reader, { taxId: "CZ27600009" })).rejects.toMatchObject({
      code: "access.forbidden",
    });
    expect(scene.twins.vies.asked).toEqual([]);
  });
});
