import { openCase } from "../../cases";
import { createClaim, recordPayment } from "../../claims";
import { type OperatorContext, reading } from "../../context";
import { createParty } from "../../parties";
import type { Desk, TestTenant } from "../../testing";
import { type SaveSiteInput, saveSite } from "../index";

export const openDoor: Omit<SaveSiteInput, "version"> = {
  ...{
    isOpen: true,
    title: "",
    welcome: {},
    accent: null,
    planCountMax: 6,
    planLeastMinor: 100_00,
    languages: ["cs", "en"],
  },
  ...{ contactEmail: "", contactPhone: "" },
};

export interface Debtor {
  partyId: number;
  caseId: number;
  claimId: number;
  refNo: string;
  birthOn: string;
}

export interface PortalScene {
  tenant: TestTenant;
  tenantId: number;
  slug: string;
  admin: OperatorContext;
  first: Debtor;
  second: Debtor;
}

/** A tenant with an open door and two debtors, each with a case of 1 000 Kč of which 100 are paid. */
export async function portalScene(desk: Desk): Promise<PortalScene> {
  const tenant = await desk.tenant();
  const admin = await tenant.operator();
  await saveSite(admin, { ...openDoor, version: 0 });
  const [row] = await reading(
    admin,
    ({ sql }) => sql<{ slug: string }[]>`select slug from tenants`,
  );
  const first = await addDebtor(admin, { fullName: "Jan Novák", birthOn: "1980-01-01" });
  const second = await addDebtor(admin, { fullName: "Eva Malá", birthOn: "1990-02-02" });
  return { tenant, tenantId: tenant.id, slug: row?.slug ?? "", admin, first, second };
}

let serial = 0;

export async function addDebtor(
  admin: OperatorContext,
  { fullName, birthOn }: { fullName: string; birthOn: string },
): Promise<Debtor> {
  const { partyId } = await createParty(admin, {
    kind: "natural_person",
    fullName,
    birthOn,
    emails: [{ value: `debtor-${++serial}@c.example` }],
    addresses: [{ kind: "main", street: "Dlouhá 1", city: "Praha", postalCode: "11000" }],
  });
  const parties = [{ partyId, role: "debtor" }];
  const { caseId, refNo } = await openCase(admin, { category: "collection", parties });
  const debt = { currency: "CZK" as const, dueOn: "2026-10-01", principalMinor: 1_000_00 };
  const { claimId } = await createClaim(admin, { caseId, ...debt });
  await recordPayment(admin, {
    ...{ caseId, amountMinor: 100_00, currency: "CZK", valueOn: "2026-11-01" },
    idempotencyKey: `portal-scene-${serial}`,
  });
  return { partyId, caseId, claimId, refNo, birthOn };
}
