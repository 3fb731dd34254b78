import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { inTransaction, type OperatorContext, reading } from "../context";
import { RevokeSessionInput, SignOutEverywhereInput } from "./inputs";
import { revokeSessions } from "./load";
import { SESSION_IDLE_MS } from "./session";

const SESSIONS_SHOWN_MAX = 100;

export interface OpenSession {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  ip: string | null;
  userAgent: string | null;
  isThis: boolean;
}

/** Devices on which one is signed in, latest use first. */
export async function mySessions(ctx: OperatorContext): Promise<OpenSession[]> {
  const { operatorId, sessionId } = ctx.actor;
  const rows = await reading(ctx, (tx) =>
    tx
      .select({
        id: sessions.id,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        ip: sessions.ip,
        userAgent: sessions.userAgent,
      })
      .from(sessions)
      .where(
        and(
          eq(sessions.operatorId, operatorId),
          isNull(sessions.revokedAt),
          gt(sessions.expiresAt, ctx.now),
          gt(sessions.lastSeenAt, new Date(ctx.now.getTime() - SESSION_IDLE_MS)),
        ),
      )
      .orderBy(desc(sessions.lastSeenAt))
      .limit(SESSIONS_SHOWN_MAX),
  );
  return rows.map((row) => ({ ...row, isThis: row.id === sessionId }));
}

/** Ends one of one's own sessions; another person's is not there. */
export async function revokeSession(
  ctx: OperatorContext,
  given: RevokeSessionInput,
): Promise<void> {
  const { sessionId } = RevokeSessionInput.parse(given);
  const { operatorId } = ctx.actor;
  await inTransaction(ctx, async (ctx, tx) => {
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(sessions.id, sessionId),
          eq(sessions.operatorId, operatorId),
          isNull(sessions.revokedAt),
        ),
      )
      .returning({ ip: sessions.ip, userAgent: sessions.userAgent });
    const [session] = ended;
    if (!session) throw new DomainError("not_found", "access.session_not_found");
    await writeAudit(ctx, {
      action: "access.revoke-session",
      entity: "operator",
      entityId: operatorId,
      before: session,
    });
  });
}

/** Ends all of one's own sessions, or all but this one. */
export async function signOutEverywhere(
  ctx: OperatorContext,
  given: SignOutEverywhereInput,
): Promise<{ endedSessions: number }> {
  const { isKeepingThis } = SignOutEverywhereInput.parse(given);
  const { operatorId, sessionId } = ctx.actor;
  return inTransaction(ctx, async (ctx, tx) => {
    const keep = isKeepingThis ? { keepSessionId: sessionId } : {};
    const endedSessions = await revokeSessions(tx, operatorId, { now: ctx.now, ...keep });
    await writeAudit(ctx, {
      action: "access.sign-out-everywhere",
      entity: "operator",
      entityId: operatorId,
      after: { endedSessions },
    });
    return { endedSessions };
  });
}
