import { type DoorAddress, doorLink } from "@/server/kernel/door-link";
import { DomainError } from "@/server/kernel/errors";
import type { Doorstep, Visitor } from "../access";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { atDoor } from "./at-door";
import { type EntryLinkInput, entryLinkInput } from "./inputs";
import { hashOf, isSecret, newSecret } from "./secret";
import { openSession } from "./session";

const MINUTE_MS = 60_000;
const LINK_MINUTES = 10;
/** A client who came by somebody else's program is signed out sooner. */
const VISIT_MS = 60 * MINUTE_MS;

export interface EntryLink {
  /** As `doorLink` makes them: good once, and for ten minutes. */
  link: string;
  expiresAt: Date;
}

/**
 * A way in as a client, for a program that has made sure who is at it. `by` names the program and is
 * shown to the client as long as they stay. Throws precondition `portal.shut`, not_found
 * `portal.client_not_found` where the card has no account that is open.
 */
export async function makeEntryLink(
  ctx: Context,
  raw: EntryLinkInput,
  by: string,
): Promise<EntryLink> {
  authorize(ctx, "clients:enter");
  const { partyId, email } = entryLinkInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    const [site] = await sql<DoorAddress[]>`
      select t.slug, s.host from tenants t join portal_sites s on s.tenant_id = t.id and s.is_open`;
    if (!site) throw new DomainError("precondition", "portal.shut");
    const [account] = await sql<{ id: number }[]>`
      select id from portal_users
       where is_active and living_party(party_id) = living_party(${partyId})
         and (${email ?? null}::text is null or lower(email) = lower(${email ?? null}))
       order by id limit 1`;
    if (!account) throw new DomainError("not_found", "portal.client_not_found");
    const token = newSecret();
    const expiresAt = new Date(ctx.now.getTime() + LINK_MINUTES * MINUTE_MS);
    await sql`
      insert into portal_entry_links (secret_hash, portal_user_id, by_name, created_at, expires_at)
      values (${hashOf(ctx.keys, "sign-in-link", token)}, ${account.id}, ${by}, ${ctx.now},
              ${expiresAt})`;
    const row = { entity: "portal_user", entityId: account.id, action: "portal.make-entry-link" };
    await writeAudit(inner, { ...row, after: { by } });
    return { link: doorLink(site, `/enter/${token}`), expiresAt };
  });
}

/** Lets in by a link, once. Throws precondition `portal.link_over`, whatever is wrong with it. */
export async function enterByLink(
  door: Doorstep,
  tenantId: number,
  { token, visitor }: { token: string; visitor: Visitor },
): Promise<{ secret: string }> {
  const over = () => new DomainError("precondition", "portal.link_over");
  if (!isSecret(token)) throw over();
  const hash = hashOf(door.keys, "sign-in-link", token);
  const secret = await inTransaction(atDoor(door, tenantId), async (ctx, { sql }) => {
    const [link] = await sql<{ portalUserId: number; name: string; by: string }[]>`
      update portal_entry_links l set used_at = ${door.now}
        from portal_users u
       where u.id = l.portal_user_id and u.is_active and l.secret_hash = ${hash}
         and l.used_at is null and l.expires_at > ${door.now}
      returning l.portal_user_id as "portalUserId", u.name, l.by_name as by`;
    if (!link) throw over();
    const { portalUserId, name, by } = link;
    const client = { ...ctx, actor: { ...ctx.actor, forClient: { portalUserId, name } } };
    const row = { entity: "portal_user", entityId: portalUserId, action: "portal.sign-in" };
    await writeAudit(client, { ...row, after: { ip: visitor.ip, by } });
    return openSession(client, portalUserId, { ...visitor, by, lifeMs: VISIT_MS });
  });
  return { secret };
}
