import { randomBytes } from "node:crypto";
import { addDays } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { countAtDoor, networkOf, type Visitor } from "../access";
import { writeAudit } from "../audit";
import { archiveCases, openCase } from "../cases";
import { createClaim, recordPayment } from "../claims";
import { type Context, inTransaction, reading, type SystemActor } from "../context";
import { createParty } from "../parties";
import { atDoor } from "./at-door";
import { DEMO_DOMAIN, type DemoDoor } from "./demo-clients";
import { type MakeDemoClientInput, makeDemoClientInput } from "./inputs";
import { openSession } from "./session";

const DAY_MS = 86_400_000;
const OF_NETWORK_MAX = 3;
const OF_TENANT_MAX = 100;

/** Nobody can have a mailbox there, and nobody signs in there by a password. */
const OWN_DOMAIN = `own.${DEMO_DOMAIN}`;
const NO_PASSWORD = "!";

/**
 * Of a demo: a client of the visitor's own, a person with a debt to try everything on, who is let in
 * at once and ends after a day. Throws not_found `portal.client_not_found` where people work for
 * real, precondition `portal.demo_enough` after the third from one network within a day.
 */
export async function makeDemoClient(
  door: DemoDoor,
  tenantId: number,
  { input: raw, visitor }: { input: MakeDemoClientInput; visitor: Visitor },
): Promise<{ secret: string; language: Locale }> {
  if (!door.outside?.isCatching) throw new DomainError("not_found", "portal.client_not_found");
  const { name, language } = makeDemoClientInput.parse(raw);
  const [network, tenant] = await countAtDoor(atDoor(door, tenantId), [
    { what: "demo-client-by-network", text: networkOf(visitor.ip), ms: DAY_MS },
    { what: "demo-client-of-tenant", text: "", ms: DAY_MS },
  ]);
  const isEnough = (network?.count ?? 0) > OF_NETWORK_MAX || (tenant?.count ?? 0) > OF_TENANT_MAX;
  if (isEnough) throw new DomainError("precondition", "portal.demo_enough");
  const secret = await inTransaction(atDoor(door, tenantId), async (ctx, { sql }) => {
    const partyId = await makeDebtor(ctx, name);
    const email = `${randomBytes(9).toString("hex")}@${OWN_DOMAIN}`;
    const until = new Date(door.now.getTime() + DAY_MS);
    const [row] = await sql<{ id: number }[]>`
      insert into portal_users (party_id, email, name, language, password_hash, demo_until)
      values (${partyId}, ${email}, ${name}, ${language}, ${NO_PASSWORD}, ${until})
      returning id`;
    if (!row) throw new Error("the account was not written");
    const client = { ...ctx, actor: { ...ctx.actor, forClient: { portalUserId: row.id, name } } };
    await writeAudit(client, {
      ...{ entity: "portal_user", entityId: row.id, action: "portal.register" },
      after: { partyId, ip: visitor.ip, isDemo: true },
    });
    return openSession(client, row.id, { ...visitor, lifeMs: DAY_MS });
  });
  return { secret, language };
}

/** A person with one debt that is overdue, a part of it paid, and one that is still to come. */
async function makeDebtor(ctx: Context<SystemActor>, fullName: string): Promise<number> {
  const day = (days: number) => addDays(ctx.today, days);
  const { partyId } = await createParty(ctx, {
    ...{ kind: "natural_person", fullName, birthOn: "1990-05-17", isKnownToDiffer: true },
    addresses: [
      { kind: "main", street: "Ukázková 12", city: "Brno", postalCode: "60200", country: "CZ" },
    ],
  });
  const parties = [{ partyId, role: "debtor" }];
  const { caseId } = await openCase(ctx, { category: "collection", parties });
  const common = { caseId, currency: "CZK" as const };
  await createClaim(ctx, {
    ...{ ...common, title: "Faktura 2041", dueOn: day(-40), principalMinor: 8_400_00 },
  });
  await createClaim(ctx, {
    ...{ ...common, title: "Faktura 2057", dueOn: day(10), principalMinor: 2_150_00 },
  });
  await recordPayment(ctx, {
    ...{ ...common, amountMinor: 1_500_00, valueOn: day(-5) },
    idempotencyKey: `demo-client:${partyId}`,
  });
  return partyId;
}

const AT_ONCE = 50;

/** Ends demo clients that visitors made for themselves a day ago: no way in, their cases archived. */
export async function endDemoClients(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const ended = await reading(ctx, ({ sql }) => {
    return sql<{ id: number; caseIds: number[] }[]>`
      select u.id, array(select k.id from case_parties cp join cases k on k.id = cp.case_id
                          where cp.party_id = u.party_id and k.archived_at is null) as "caseIds"
        from portal_users u
       where u.demo_until <= ${ctx.now} and u.is_active order by u.id limit ${AT_ONCE}`;
  });
  if (ended.length === 0) return { count: 0 };
  const ids = ended.map(({ id }) => id);
  const caseIds = ended.flatMap((each) => each.caseIds);
  await inTransaction(ctx, async (inner, { sql }) => {
    await sql`update portal_users set is_active = false where id = any(${ids}::bigint[])`;
    await sql`update portal_sessions set revoked_at = ${ctx.now}
               where portal_user_id = any(${ids}::bigint[]) and revoked_at is null`;
    if (caseIds.length > 0) await archiveCases(inner, { caseIds, isArchived: true });
  });
  return { count: ids.length };
}
