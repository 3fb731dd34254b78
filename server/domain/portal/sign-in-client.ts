import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import {
  type Attempt,
  claimAttempt,
  type Doorstep,
  forgetFailures,
  minutesUntil,
  networkOf,
  releaseAttempt,
  spendPasswordWork,
  type Visitor,
  verifyPassword,
} from "../access";
import { writeAudit } from "../audit";
import { inTransaction } from "../context";
import { atDoor } from "./at-door";
import { type ClientSignInInput, clientSignInInput } from "./inputs";
import { openSession } from "./session";

interface Account {
  id: number;
  name: string;
  language: Locale;
  passwordHash: string;
}

/**
 * Lets a client in by e-mail and password. Throws `portal.bad_credentials` and `access.locked`; no
 * answer tells whether an e-mail is known.
 */
export async function signInClient(
  door: Doorstep,
  tenantId: number,
  { input: raw, visitor }: { input: ClientSignInInput; visitor: Visitor },
): Promise<{ secret: string; language: Locale }> {
  const { email, password } = clientSignInInput.parse(raw);
  const attempts = await claimBoth(door, `${tenantId}:${email}`, visitor.ip);
  const account = await inTransaction(atDoor(door, tenantId), async (_, { sql }) => {
    const [row] = await sql<Account[]>`
      select id, name, language, password_hash as "passwordHash" from portal_users
       where lower(email) = lower(${email}) and is_active`;
    return row ?? null;
  });
  const isRight = account
    ? await verifyPassword(account.passwordHash, password)
    : await spendPasswordWork(password).then(() => false);
  if (!account || !isRight) {
    if (account) await tellFailure(door, tenantId, { account, attempt: attempts.account, visitor });
    throw new DomainError("forbidden", "portal.bad_credentials");
  }
  const client = atDoor(door, tenantId, { portalUserId: account.id, name: account.name });
  const secret = await inTransaction(client, async (ctx, { sql }) => {
    // Shut, or with another password, while this one was being checked: it opens nothing.
    const [same] = await sql`
      select 1 from portal_users where id = ${account.id} and is_active
         and password_hash = ${account.passwordHash} for share`;
    if (!same) throw new DomainError("forbidden", "portal.bad_credentials");
    const row = { entity: "portal_user", entityId: account.id };
    await writeAudit(ctx, { ...row, action: "portal.sign-in", after: { ip: visitor.ip } });
    return openSession(ctx, account.id, visitor);
  });
  await releaseAttempt(door, attempts.address);
  await forgetFailures(door, attempts.account);
  return { secret, language: account.language };
}

async function claimBoth(door: Doorstep, account: string, ip: string) {
  const own = await claimAttempt(door, "client", account);
  if (own.isLocked) throw locked(own.lockedUntil, door.now);
  const address = await claimAttempt(door, "clientAddress", networkOf(ip));
  if (address.isLocked) {
    await releaseAttempt(door, own.attempt);
    throw locked(address.lockedUntil, door.now);
  }
  return { account: own.attempt, address: address.attempt };
}

const locked = (until: Date, now: Date) =>
  new DomainError("precondition", "access.locked", { minutes: minutesUntil(until, now) });

async function tellFailure(
  door: Doorstep,
  tenantId: number,
  what: { account: Account; attempt: Attempt; visitor: Visitor },
): Promise<void> {
  await inTransaction(atDoor(door, tenantId), (ctx) => {
    const { failures } = what.attempt;
    const row = { entity: "portal_user", entityId: what.account.id };
    const { lockedUntil } = what.attempt;
    const after = { ip: what.visitor.ip, failures, ...(lockedUntil ? { lockedUntil } : {}) };
    return writeAudit(ctx, { ...row, action: "portal.sign-in-failed", after });
  });
}
