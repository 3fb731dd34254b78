import type { Tx } from "@/db/client";
import { doorLink } from "@/server/kernel/door-link";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import {
  claimAttempt,
  countAtDoor,
  type Doorstep,
  hashPassword,
  minutesUntil,
  networkOf,
  type Visitor,
} from "../../access";
import { writeAudit } from "../../audit";
import { type Context, inTransaction } from "../../context";
import { queueMails } from "../../mails";
import { createParty } from "../../parties";
import { atDoor } from "../at-door";
import { assertClientPassword, namesOfSite } from "../client-password";
import { readRules } from "../rules";
import { hashOf, isSecret, newSecret } from "../secret";
import { openSession } from "../session";
import { findCode } from "./code-uses";
import {
  type AskRegistrationInput,
  askRegistrationInput,
  type FinishRegistrationInput,
  finishRegistrationInput,
} from "./inputs";
import { joinByCode } from "./join";

const DAY_MS = 86_400_000;
const HOUR_MS = 60 * 60_000;
/** Of all who ask at one door in an hour: mails in our name to strangers have an end. */
const OF_TENANT_MAX = 500;

const over = () => new DomainError("precondition", "portal.registration_over");

/** Whether, and how, somebody may make an account by themselves. */
export const registrationAt = (door: Doorstep, tenantId: number) =>
  inTransaction(atDoor(door, tenantId), async (_, tx) => {
    const { registration } = await readRules(tx);
    return { isOpen: registration !== "closed", needsCode: registration === "code" };
  });

/**
 * Sends a way to an account to an e-mail. The answer is the same whether it has an account already;
 * the mail says. Throws precondition `portal.registration_closed`, `portal.code_over`,
 * `access.locked`.
 */
export async function askRegistration(
  door: Doorstep,
  tenantId: number,
  { input: raw, visitor }: { input: AskRegistrationInput; visitor: Visitor },
): Promise<void> {
  const { email, code: typed } = askRegistrationInput.parse(raw);
  const code = typed || null;
  for (const who of [networkOf(visitor.ip), `${tenantId}:${email}`]) {
    const claim = await claimAttempt(door, "registration", who);
    if (!claim.isLocked) continue;
    const minutes = minutesUntil(claim.lockedUntil, door.now);
    throw new DomainError("precondition", "access.locked", { minutes });
  }
  await countAsking(door, tenantId);
  await inTransaction(atDoor(door, tenantId), async (ctx, tx) => {
    const { registration } = await readRules(tx);
    if (registration === "closed") {
      throw new DomainError("precondition", "portal.registration_closed");
    }
    if (registration === "code" && !code) {
      throw new DomainError("invalid", "portal.code_missing", { field: "code" });
    }
    const codeId = code ? await findCode(door, tx, { tenantId, text: code }) : null;
    await sendWay(ctx, tx, { email, codeId });
  });
}

async function countAsking(door: Doorstep, tenantId: number): Promise<void> {
  const stretch = { what: "registration-of-tenant", text: "", ms: HOUR_MS };
  const [all] = await countAtDoor(atDoor(door, tenantId), [stretch]);
  if (!all || all.count <= OF_TENANT_MAX) return;
  const minutes = minutesUntil(all.endsAt, door.now);
  throw new DomainError("precondition", "access.locked", { minutes });
}

interface Door {
  slug: string;
  host: string | null;
  sender: string;
  language: Locale;
  isKnown: boolean;
}

async function sendWay(
  ctx: Context,
  tx: Tx,
  { email, codeId }: { email: string; codeId: number | null },
): Promise<void> {
  const [site] = await tx.sql<Door[]>`
    select t.slug, s.host, coalesce(nullif(s.title, ''), t.name) as sender, t.language,
           exists (select from portal_users u where lower(u.email) = lower(${email})) as "isKnown"
      from tenants t join portal_sites s on s.tenant_id = t.id and s.is_open`;
  if (!site) throw new DomainError("precondition", "portal.shut");
  const token = newSecret();
  const [row] = await tx.sql<{ id: number }[]>`
    insert into portal_registrations (secret_hash, email, code_id, created_at, expires_at)
    values (${hashOf(ctx.keys, "registration", token)}, ${email}, ${codeId}, ${ctx.now},
            ${new Date(ctx.now.getTime() + DAY_MS)})
    returning id`;
  const { sender, language, isKnown } = site;
  const path = doorLink(site, isKnown ? "/sign-in" : `/register/${token}`);
  const data = { sender, isKnown, sealedPath: ctx.keys.seal(path).toString("base64") };
  const to = { operatorId: null, toAddress: email, language };
  const key = `portal.registration:${row?.id}`;
  await queueMails(ctx, tx, [{ key, kind: "client_registration", ...to, data }]);
}

/** The e-mail behind a way that is still good. Throws precondition `portal.registration_over`. */
export const askWay = (door: Doorstep, tenantId: number, token: string) =>
  inTransaction(atDoor(door, tenantId), async (_, tx) => {
    const { email } = await loadWay(door, tx, token);
    return { email };
  });

interface Way {
  id: number;
  email: string;
  codeId: number | null;
}

async function loadWay(door: Doorstep, { sql }: Tx, token: string): Promise<Way> {
  if (!isSecret(token)) throw over();
  const [row] = await sql<Way[]>`
    select id, email, code_id as "codeId" from portal_registrations
     where secret_hash = ${hashOf(door.keys, "registration", token)} and used_at is null
       and expires_at > ${door.now} for update`;
  if (!row) throw over();
  return row;
}

/**
 * Makes the account, a card of its own for the person, and lets them in; by a code they ask to join
 * at once. Throws `portal.registration_over`, `portal.email_taken`, and the password policy's.
 */
export async function finishRegistration(
  door: Doorstep,
  tenantId: number,
  { input: raw, visitor }: { input: FinishRegistrationInput; visitor: Visitor },
): Promise<{ secret: string; language: Locale }> {
  const input = finishRegistrationInput.parse(raw);
  await askWay(door, tenantId, input.token);
  const passwordHash = await hashPassword(input.password);
  const secret = await inTransaction(atDoor(door, tenantId), async (ctx, tx) => {
    const way = await loadWay(door, tx, input.token);
    const sites = await namesOfSite(tx);
    assertClientPassword(input.password, { email: way.email, name: input.name, sites });
    await tx.sql`update portal_registrations set used_at = ${door.now} where id = ${way.id}`;
    const portalUserId = await makeAccount(ctx, tx, { ...input, email: way.email, passwordHash });
    const client = atDoor(door, tenantId, { portalUserId, name: input.name });
    const inner = { ...client, tx };
    const row = { entity: "portal_user", entityId: portalUserId, action: "portal.register" };
    await writeAudit(inner, { ...row, after: { ip: visitor.ip, isByThemselves: true } });
    if (way.codeId !== null) await joinIfGood(inner, tx, { portalUserId, codeId: way.codeId });
    return openSession(inner, portalUserId, visitor);
  });
  return { secret, language: input.language };
}

/** A code that ended meanwhile takes nobody's account: they ask for another. */
async function joinIfGood(
  ctx: Context,
  tx: Tx,
  join: { portalUserId: number; codeId: number },
): Promise<void> {
  await joinByCode(ctx, tx, join).catch((cause: unknown) => {
    if (!isDomainError(cause)) throw cause;
  });
}

interface NewAccount {
  name: string;
  email: string;
  phone: string;
  passwordHash: string;
  language: Locale;
}

async function makeAccount(ctx: Context, tx: Tx, given: NewAccount): Promise<number> {
  const { name, email, phone, passwordHash, language } = given;
  const { partyId } = await createParty(ctx, {
    ...{ kind: "natural_person", fullName: name, emails: [{ value: email }] },
    ...{ phones: phone ? [{ value: phone }] : [], isKnownToDiffer: true },
  });
  const [row] = await tx.sql<{ id: number }[]>`
    insert into portal_users (party_id, email, name, language, password_hash)
    values (${partyId}, ${email}, ${name}, ${language}, ${passwordHash})
    on conflict do nothing returning id`;
  if (!row) throw new DomainError("conflict", "portal.email_taken", { field: "email" });
  return row.id;
}
