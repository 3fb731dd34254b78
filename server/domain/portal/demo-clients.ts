import { DomainError } from "@/server/kernel/errors";
import type { Doorstep, Visitor } from "../access";
import { writeAudit } from "../audit";
import { type Context, inTransaction, reading } from "../context";
import { atDoor } from "./at-door";
import { openSession } from "./session";

/** Accounts of the demo's own clients; nobody can have a mailbox there. */
export const DEMO_DOMAIN = "klient.saldo.example";

export type DemoDoor = Doorstep & Pick<Context, "outside">;

export interface DemoClient {
  portalUserId: number;
  name: string;
  isPerson: boolean;
}

/** Ready-made clients that anybody may enter as; none where people work for real. */
export async function demoClients(door: DemoDoor, tenantId: number): Promise<DemoClient[]> {
  if (!door.outside?.isCatching) return [];
  return reading(atDoor(door, tenantId), async ({ sql }) => [
    ...(await sql<DemoClient[]>`
      select u.id as "portalUserId", u.name, p.kind = 'natural_person' as "isPerson"
        from portal_users u join parties p on p.id = u.party_id
       where u.is_active and u.email like ${`%@${DEMO_DOMAIN}`} order by u.id`),
  ]);
}

/** Lets in as one of them. Throws not_found `portal.client_not_found` for any other. */
export async function enterAsDemo(
  door: DemoDoor,
  tenantId: number,
  { portalUserId, visitor }: { portalUserId: number; visitor: Visitor },
): Promise<{ secret: string }> {
  const clients = await demoClients(door, tenantId);
  const client = clients.find((each) => each.portalUserId === portalUserId);
  if (!client) throw new DomainError("not_found", "portal.client_not_found");
  const known = atDoor(door, tenantId, { portalUserId, name: client.name });
  const secret = await inTransaction(known, async (ctx) => {
    const row = { entity: "portal_user", entityId: portalUserId, action: "portal.sign-in" };
    await writeAudit(ctx, { ...row, after: { ip: visitor.ip, isDemo: true } });
    return openSession(ctx, portalUserId, visitor);
  });
  return { secret };
}
