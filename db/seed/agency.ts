import type { Database } from "@/db/client";
import type { Role } from "@/db/values/access";
import {
  changePassword,
  createAccessGroup,
  createOperator,
  generatePassword,
} from "@/server/domain/access";
import {
  type Context,
  makeToday,
  type OperatorActor,
  type OperatorContext,
} from "@/server/domain/context";
import type { Keys } from "@/server/domain/keys";
import { createTenant, updateTenant } from "@/server/domain/tenant";

export interface SeedParts {
  db: Database;
  /** Of the role that owns the tables: it alone makes tenants. */
  owner: Database;
  keys: Keys;
  log: Context["log"];
  now: Date;
}

export interface Login {
  role: string;
  email: string;
  password: string;
}

export interface Agency {
  tenant: string;
  logins: Login[];
  administrator: OperatorContext;
  supervisor: OperatorContext;
  operator: OperatorContext;
  salesManager: OperatorContext;
  commercialDirector: OperatorContext;
  /** Who looks after applications for accounts. */
  attendants: Record<(typeof ATTENDANTS)[number]["role"], OperatorContext>;
  /** Each is named after what they do. */
  colleagues: Record<"voter" | "approver" | "signer" | "deputy", OperatorContext>;
  /** Ids of access groups by their codes. */
  accessGroups: Record<"PRAHA" | "BRNO", number>;
}

const NAME = "Inkaso Vltava, s.r.o.";
const DOMAIN = "demo.saldo.example";
const SESSION = "00000000-0000-4000-8000-000000000000";

/** Who looks after applications for accounts. */
const ATTENDANTS = [
  { role: "personalManager", handle: "osobni-banker", name: "Ondřej Osobní Bankéř" },
  { role: "securityOfficer", handle: "bezpecnost", name: "Věra Bezpečná" },
  { role: "accountOfficer", handle: "ucty", name: "Alena Účetní" },
] as const;

/** The agency with an operator of each role; null where it has been made before. */
export async function makeAgency(parts: SeedParts): Promise<Agency | null> {
  if (await exists(parts.owner, "demo")) return null;
  const password = generatePassword();
  const administrator = { email: `spravce@${DOMAIN}`, name: "Jana Správcová", password };
  const made = await createTenant(platformOf(parts), { slug: "demo", name: NAME, administrator });
  const admin = contextOf(parts, {
    ...{ tenantId: made.tenantId, operatorId: made.administratorId, name: administrator.name },
    role: "administrator",
  });
  // Whoever gets a letter of the demo can see whom it is from.
  await updateTenant(admin, {
    ...{ name: NAME, language: "cs", street: "Nábřeží 12", city: "Praha 2", postalCode: "128 00" },
    ...{ registrationNo: "09901272", taxId: "CZ09901272", dataBoxId: "d3m5a7s" },
    ...{ email: `inkaso@${DOMAIN}`, phone: "+420 221 000 000", web: `https://${DOMAIN}` },
  });
  const praha = await createAccessGroup(admin, { code: "PRAHA", name: "Praha" });
  const brno = await createAccessGroup(admin, { code: "BRNO", name: "Brno" });
  const accessGroups = { PRAHA: praha.accessGroupId, BRNO: brno.accessGroupId };
  const logins: Login[] = [{ role: "administrator", email: administrator.email, password }];
  const hire = async (
    role: Role,
    person: { handle: string; name: string; sees: number[] | "all" },
  ) => {
    const hired = await hireOperator(parts, admin, { role, ...person });
    logins.push(hired.login);
    return hired.ctx;
  };
  const supervisor = await hire("supervisor", {
    handle: "vedouci",
    name: "Petr Vedoucí",
    sees: "all",
  });
  const operator = await hire("operator", {
    ...{ handle: "operator", name: "Eva Malá", sees: [accessGroups.PRAHA, accessGroups.BRNO] },
  });
  const work = (handle: string, name: string) => hire("operator", { handle, name, sees: "all" });
  const colleagues = {
    voter: await work("hlasujici", "Hana Hlasující"),
    approver: await work("schvalujici", "Stanislav Schvalující"),
    signer: await work("podepisujici", "Pavel Podepisující"),
    deputy: await work("zastupujici", "Zuzana Zastupující"),
  };
  await hire("operator", { handle: "praha", name: "Tomáš Pražák", sees: [accessGroups.PRAHA] });
  await hire("readOnly", { handle: "nahled", name: "Hana Čtenářová", sees: "all" });
  const salesManager = await hire("salesManager", {
    ...{ handle: "obchodnik", name: "Lukáš Obchodník", sees: "all" },
  });
  const commercialDirector = await hire("commercialDirector", {
    ...{ handle: "obchodni-reditel", name: "Irena Obchodní Ředitelová", sees: "all" },
  });
  const [manager, security, accounts] = ATTENDANTS;
  const attend = (person: (typeof ATTENDANTS)[number]) =>
    hire(person.role, { ...person, sees: "all" });
  const attendants = {
    personalManager: await attend(manager),
    securityOfficer: await attend(security),
    accountOfficer: await attend(accounts),
  };
  await makeNeighbour(parts);
  const people = { administrator: admin, supervisor, operator, colleagues, attendants };
  return { tenant: NAME, logins, ...people, salesManager, commercialDirector, accessGroups };
}

async function exists(owner: Database, slug: string): Promise<boolean> {
  const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
  return owner.begin(nobody, async ({ sql }) => {
    const rows = await sql`select 1 from tenants where slug = ${slug}`;
    return rows.length > 0;
  });
}

function platformOf({ owner, keys, log, now }: SeedParts) {
  return { db: owner, keys, log, now };
}

function contextOf(
  { db, keys, log, now }: SeedParts,
  person: Pick<OperatorActor, "tenantId" | "operatorId" | "name" | "role"> &
    Partial<Pick<OperatorActor, "accessGroupIds">>,
): OperatorContext {
  const actor: OperatorActor = {
    ...{ kind: "operator", accessGroupIds: "all", language: "cs", sessionId: SESSION },
    ...person,
  };
  return { db, keys, log, now, today: makeToday(now), actor };
}

/** Made by the administrator, as people are; the password changed by the operator at once. */
async function hireOperator(
  parts: SeedParts,
  admin: OperatorContext,
  person: { role: Role; handle: string; name: string; sees: number[] | "all" },
): Promise<{ ctx: OperatorContext; login: Login }> {
  const { role, handle, name, sees } = person;
  const email = `${handle}@${DOMAIN}`;
  const { operatorId, temporaryPassword } = await createOperator(admin, {
    ...{ email, name, role, language: "cs" },
    seesAllGroups: sees === "all",
    accessGroupIds: sees === "all" ? [] : sees,
  });
  const { tenantId } = admin.actor;
  const ctx = contextOf(parts, { tenantId, operatorId, name, role, accessGroupIds: sees });
  const newPassword = generatePassword();
  await changePassword(ctx, { password: temporaryPassword, newPassword });
  return { ctx, login: { role, email, password: newPassword } };
}

/** Somebody else in the same install, so that walls have two sides. */
async function makeNeighbour(parts: SeedParts): Promise<void> {
  const email = "spravca@druha.saldo.example";
  await createTenant(platformOf(parts), {
    ...{ slug: "druha", name: "Tatra Inkaso, s.r.o.", country: "SK", language: "sk" },
    administrator: { email, name: "Mária Správcová", password: generatePassword() },
  });
}
