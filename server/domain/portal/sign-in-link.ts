import type { Tx } from "@/db/client";
import type { Mails } from "@/emails/mails";
import { doorLink } from "@/server/kernel/door-link";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import {
  countAtDoor,
  type Doorstep,
  hashPassword,
  minutesUntil,
  networkOf,
  spendPasswordWork,
  type Visitor,
} from "../access";
import { writeAudit } from "../audit";
import { type Context, inTransaction, type SystemActor } from "../context";
import { queueMails } from "../mails";
import { atDoor } from "./at-door";
import { assertClientPassword } from "./client-password";
import {
  type AskSignInLinkInput,
  askSignInLinkInput,
  type UseSignInLinkInput,
  useSignInLinkInput,
} from "./inputs";
import { hashOf, isSecret, newSecret } from "./secret";
import { openSession } from "./session";
import type { PortalSite } from "./site";

const MINUTE_MS = 60_000;
export const SIGN_IN_LINK_MINUTES = 15;
const HOUR_MS = 60 * MINUTE_MS;
const OF_ADDRESS_MAX = 3;
const OF_NETWORK_MAX = 20;
const OF_TENANT_MAX = 500;

interface Account {
  id: number;
  name: string;
  email: string;
  language: Locale;
}

/**
 * Sends a way in to an e-mail that has an account; to another nothing. Either way the answer is the
 * same and the work alike. Throws `access.locked` where a network, or all of them, asked too often;
 * an address that was asked for too often is left in peace without a word.
 */
export async function askSignInLink(
  door: Doorstep,
  site: Pick<PortalSite, "tenantId" | "slug" | "host" | "title" | "name">,
  { input: raw, visitor }: { input: AskSignInLinkInput; visitor: Visitor },
): Promise<void> {
  const { email } = askSignInLinkInput.parse(raw);
  const isOften = await countAsking(door, site.tenantId, { email, visitor });
  // It outweighs what a known e-mail takes more than an unknown one.
  await spendPasswordWork(email);
  await inTransaction(atDoor(door, site.tenantId), async (ctx, tx) => {
    const account = await accountOf(tx, email);
    if (account && !isOften) await send(ctx, tx, { account, site, visitor });
  });
}

async function countAsking(
  door: Doorstep,
  tenantId: number,
  { email, visitor }: { email: string; visitor: Visitor },
): Promise<boolean> {
  const [address, network, tenant] = await countAtDoor(atDoor(door, tenantId), [
    { what: "link-to-address", text: email, ms: SIGN_IN_LINK_MINUTES * MINUTE_MS },
    { what: "link-by-network", text: networkOf(visitor.ip), ms: HOUR_MS },
    { what: "link-of-tenant", text: "", ms: HOUR_MS },
  ]);
  const over =
    network && network.count > OF_NETWORK_MAX
      ? network
      : tenant && tenant.count > OF_TENANT_MAX
        ? tenant
        : null;
  if (over) {
    const minutes = minutesUntil(over.endsAt, door.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  return (address?.count ?? 0) > OF_ADDRESS_MAX;
}

async function accountOf({ sql }: Tx, email: string): Promise<Account | null> {
  const [row] = await sql<Account[]>`
    select id, name, email, language from portal_users
     where lower(email) = lower(${email}) and is_active`;
  return row ?? null;
}

interface Sent {
  account: Account;
  site: Pick<PortalSite, "slug" | "host" | "title" | "name">;
  visitor: Visitor;
}

async function send(
  ctx: Context<SystemActor>,
  tx: Tx,
  { account, site, visitor }: Sent,
): Promise<void> {
  const token = newSecret();
  const expiresAt = new Date(ctx.now.getTime() + SIGN_IN_LINK_MINUTES * MINUTE_MS);
  const [link] = await tx.sql<{ id: number }[]>`
    insert into portal_sign_in_links (secret_hash, portal_user_id, created_at, expires_at)
    values (${hashOf(ctx.keys, "mailed-link", token)}, ${account.id}, ${ctx.now}, ${expiresAt})
    returning id`;
  const data: Mails["client_sign_in"] = {
    sender: site.title || site.name,
    minutes: SIGN_IN_LINK_MINUTES,
    sealedPath: ctx.keys.seal(doorLink(site, `/link/${token}`)).toString("base64"),
  };
  const to = { operatorId: null, toAddress: account.email, language: account.language };
  const key = `portal.sign-in-link:${link?.id}`;
  await queueMails(ctx, tx, [{ key, kind: "client_sign_in", ...to, data }]);
  const row = { entity: "portal_user", entityId: account.id, action: "portal.ask-sign-in-link" };
  await writeAudit(ctx, { ...row, after: { ip: visitor.ip } });
}

const over = () => new DomainError("precondition", "portal.sign_in_link_over");

/**
 * Lets in by a link from a mail, once; with `password` that one is set anew first, and whoever was
 * signed in is signed out. A refused password leaves the link good. Throws precondition
 * `portal.sign_in_link_over`, and the refusals of the password policy.
 */
export async function useSignInLink(
  door: Doorstep,
  site: Pick<PortalSite, "tenantId" | "title" | "name">,
  { input: raw, visitor }: { input: UseSignInLinkInput; visitor: Visitor },
): Promise<{ secret: string; language: Locale }> {
  const { token, password } = useSignInLinkInput.parse(raw);
  if (!isSecret(token)) throw over();
  const hash = hashOf(door.keys, "mailed-link", token);
  const passwordHash = password ? await newHash(door, site, { hash, password }) : null;
  return inTransaction(atDoor(door, site.tenantId), async (ctx, { sql }) => {
    const [account] = await sql<Account[]>`
      update portal_sign_in_links l set used_at = ${door.now}
        from portal_users u
       where u.id = l.portal_user_id and u.is_active and l.secret_hash = ${hash}
         and l.used_at is null and l.expires_at > ${door.now}
      returning u.id, u.name, u.email, u.language`;
    if (!account) throw over();
    const { id: portalUserId, name, language } = account;
    const client = { ...ctx, actor: { ...ctx.actor, forClient: { portalUserId, name } } };
    const row = { entity: "portal_user", entityId: portalUserId };
    if (passwordHash) {
      await sql`update portal_users set password_hash = ${passwordHash} where id = ${portalUserId}`;
      await sql`update portal_sessions set revoked_at = ${door.now}
                 where portal_user_id = ${portalUserId} and revoked_at is null`;
      await sql`update portal_sign_in_links set used_at = ${door.now}
                 where portal_user_id = ${portalUserId} and used_at is null`;
      await writeAudit(client, { ...row, action: "portal.reset-password" });
    }
    const after = { ip: visitor.ip, isByMail: true };
    await writeAudit(client, { ...row, action: "portal.sign-in", after });
    return { secret: await openSession(client, portalUserId, visitor), language };
  });
}

/** Judged before the link is used up, and hashed outside of any transaction. */
async function newHash(
  door: Doorstep,
  site: Pick<PortalSite, "tenantId" | "title" | "name">,
  { hash, password }: { hash: Buffer; password: string },
): Promise<string> {
  const account = await inTransaction(atDoor(door, site.tenantId), async (_, { sql }) => {
    const [row] = await sql<Account[]>`
      select u.id, u.name, u.email, u.language
        from portal_sign_in_links l join portal_users u on u.id = l.portal_user_id
       where u.is_active and l.secret_hash = ${hash}
         and l.used_at is null and l.expires_at > ${door.now}`;
    return row ?? null;
  });
  if (!account) throw over();
  assertClientPassword(password, { ...account, sites: [site.title, site.name] });
  return hashPassword(password);
}
