import type { Locale } from "@/server/kernel/locale";
import type { Doorstep, Visitor } from "../../access";
import { writeAudit } from "../../audit";
import { type Context, inTransaction, type PortalActor, type SystemActor } from "../../context";
import { atDoor } from "../at-door";
import { hashOf, isSecret, newSecret } from "../secret";

const LIFE_MS = 3_600_000;
/** Tells a letter's visitor from a client with an account before the database is asked. */
const MARK = "L.";

export const isLetterSecret = (secret: string): boolean =>
  secret.startsWith(MARK) && isSecret(secret.slice(MARK.length));

interface Row {
  tenantId: number;
  sessionId: number;
  caseId: number;
  partyId: number;
  name: string;
  language: Locale;
  refNo: string;
}

/** Who came by a letter; null when the hour is over, or the way was shut. */
export async function clientOfLetter(door: Doorstep, secret: string): Promise<PortalActor | null> {
  const hash = hashOf(door.keys, "letter", secret);
  const [row] = await door.db.call<Row>(
    (sql) => sql`
      select tenant_id as "tenantId", session_id as "sessionId", case_id as "caseId",
             party_id as "partyId", name, language, ref_no as "refNo"
        from portal_letter_actor(${hash}, ${door.now})`,
  );
  if (!row) return null;
  const { caseId, refNo, ...client } = row;
  return {
    ...{ kind: "portalUser", portalUserId: 0, email: "", byName: null },
    ...client,
    letter: { caseId, refNo },
  };
}

interface Place {
  caseId: number;
  partyId: number;
  /** When the letter was made that they came by. */
  madeAt: Date;
}

/** Writes the session down in the transaction that lets in; answers the cookie's secret. */
export async function openLetterSession(
  ctx: Context<SystemActor>,
  { caseId, partyId, madeAt }: Place,
  { ip, userAgent }: Visitor,
): Promise<string> {
  if (!ctx.tx) throw new Error("a session is opened inside the transaction that lets one in");
  const secret = `${MARK}${newSecret()}`;
  await ctx.tx.sql`
    insert into portal_letter_sessions (secret_hash, case_id, party_id, created_at, expires_at, ip,
           user_agent, letter_made_at)
    values (${hashOf(ctx.keys, "letter", secret)}, ${caseId}, ${partyId}, ${ctx.now},
            ${new Date(ctx.now.getTime() + LIFE_MS)}, ${ip}, ${userAgent.slice(0, 400)},
            ${madeAt})`;
  return secret;
}

export async function endLetterSession(door: Doorstep, client: PortalActor): Promise<void> {
  const { tenantId, portalUserId, name, sessionId, letter } = client;
  await inTransaction(atDoor(door, tenantId, { portalUserId, name }), async (ctx, { sql }) => {
    await sql`update portal_letter_sessions set revoked_at = ${door.now}
               where id = ${sessionId} and revoked_at is null`;
    const caseId = letter?.caseId ?? null;
    const row = { entity: "case", entityId: caseId, caseId };
    await writeAudit(ctx, { ...row, action: "portal.leave-letter" });
  });
}
