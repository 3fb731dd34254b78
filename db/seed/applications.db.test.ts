import { expect, it } from "vitest";
import { listCases, openCase } from "@/server/domain/cases";
import { openDesk } from "@/server/domain/testing";
import { apply } from "./applications";

const desk = await openDesk();

it("the demo's applications wait for somebody and one of each way is done", async () => {
  const tenant = await desk.tenant();
  const salesManager = await tenant.operator("salesManager");
  for (const company of ["Mlýn, a.s.", "Pekárna, s.r.o."]) {
    await openCase(salesManager, { category: "deal", fields: { company } });
  }
  const attendants = {
    personalManager: await tenant.operator("personalManager"),
    securityOfficer: await tenant.operator("securityOfficer"),
    accountOfficer: await tenant.operator("accountOfficer"),
  };
  const commercialDirector = await tenant.operator("commercialDirector");
  await apply({ salesManager, commercialDirector, attendants });
  const states = async (category: string) => {
    const { items } = await listCases(await tenant.operator(), { filter: { category } });
    return items.map(({ state }) => state).toSorted();
  };
  expect(await states("discount")).toEqual(["approval", "approved"]);
  expect(await states("account-opening")).toEqual(["opened", "security-check"]);
  expect(await states("card-issue")).toEqual(["check"]);
});
