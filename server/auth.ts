import "server-only";
import type { NextAuthOptions } from "next-auth";
import { decode, encode, type JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { isDomainError } from "@/server/kernel/errors";
import {
  actorOfSession,
  type Doorstep,
  makeAttemptLimit,
  networkOf,
  SESSION_LIFE_MS,
  type SessionClaim,
  type SignInAnswer,
  SignInInput,
  signIn,
  signOut,
} from "./domain/access";
import type { OperatorContext } from "./domain/context";
import { env } from "./env";
import { fuses, makeContext } from "./runtime";

declare module "next-auth" {
  interface User extends SessionClaim {}
  interface Session {
    expires: string;
  }
}
declare module "next-auth/jwt" {
  interface JWT extends Partial<SessionClaim> {}
}

export type { OperatorContext };

/** What the sign-in form is told instead of a session; travels as the error text of next-auth. */
export type SignInStep =
  | Exclude<SignInAnswer, { kind: "signedIn" }>
  | { kind: "refused"; code: string; params: Record<string, string | number> };

const COOKIE_LIFE_SECONDS = SESSION_LIFE_MS / 1000;
/** The cookie is written anew when it is older than this, so a used session never runs out. */
const COOKIE_RENEWAL_SECONDS = 24 * 60 * 60;
const SIGN_INS_PER_MINUTE = 120;
const limit = makeAttemptLimit(SIGN_INS_PER_MINUTE);

const door = (): Doorstep => ({ ...fuses(), now: new Date() });

/** Over https the name's prefix keeps sub-domains from planting a cookie of their own. */
export const sessionCookieName = (isSecure: boolean) =>
  isSecure ? "__Host-saldo.session" : "saldo.session";

const cookieOptions = (isSecure: boolean) =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure }) as const;

/** What a request says about its origin. The front door has put its x-forwarded-* headers right. */
export interface Headers {
  get(name: string): string | null;
}

export function isSecureRequest(headers: Headers): boolean {
  return headers.get("x-forwarded-proto") === "https";
}

function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for") || "unknown";
}

function step(answer: SignInStep): Error {
  return new Error(JSON.stringify(answer));
}

async function authorizeCredentials(raw: unknown, headers: Headers) {
  const at = door();
  const ip = addressOf(headers);
  if (!limit(networkOf(ip), at.now))
    throw step({ kind: "refused", code: "access.too_many", params: {} });
  const input = SignInInput.safeParse(raw);
  if (!input.success) {
    throw step({ kind: "refused", code: "access.bad_credentials", params: {} });
  }
  try {
    const visitor = { ip, userAgent: headers.get("user-agent") ?? "" };
    const answer = await signIn(at, input.data, visitor);
    if (answer.kind !== "signedIn") throw step(answer);
    const { tenantId, sessionId } = answer;
    const { language, theme } = answer;
    return { user: { id: sessionId, tenantId, sessionId }, preferences: { language, theme } };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw step({ kind: "refused", code: error.code, params: error.params });
  }
}

function claimOf(token: JWT | null): SessionClaim | null {
  if (!token?.tenantId || !token.sessionId) return null;
  return { tenantId: token.tenantId, sessionId: token.sessionId };
}

/** next-auth's settings for one request; `onSignedIn` may still write cookies of the answer. */
export function authOptions(
  headers: Headers,
  onSignedIn: (preferences: { language: string; theme: string }) => Promise<void>,
): NextAuthOptions {
  const isSecure = isSecureRequest(headers);
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: COOKIE_LIFE_SECONDS },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: sessionCookieName(isSecure), options: cookieOptions(isSecure) },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {}, tenant: {}, code: {}, newPassword: {} },
        async authorize(raw) {
          const { user, preferences } = await authorizeCredentials(filled(raw), headers);
          await onSignedIn(preferences);
          return user;
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user) return { tenantId: user.tenantId, sessionId: user.sessionId };
        const claim = claimOf(token);
        if (!claim || !(await actorOfSession(door(), claim))) throw new Error("session ended");
        return token;
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const claim = claimOf(token);
        if (claim) await signOut(door(), claim);
      },
    },
    logger: {
      // next-auth prints refused passwords as errors with a stack; they are in the audit already.
      error: (code, cause) => {
        if (code !== "CALLBACK_CREDENTIALS_HANDLER_ERROR" && code !== "JWT_SESSION_ERROR") {
          fuses().log.error(`next-auth ${code}`, { cause });
        }
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Fields that a form sent empty were not sent. */
function filled(raw: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw ?? {}).filter(([, value]) => value !== ""));
}

const opened = new Map<string, JWT>();
const OPENED_MAX = 5_000;

/**
 * What a cookie holds. Opening one derives a key and deciphers; it is the same each time, so it is
 * done once. Whether the session still stands is asked of the database on every request.
 */
async function openCookie(cookie: string): Promise<JWT | null> {
  const known = opened.get(cookie);
  if (known && Number(known.exp) * 1000 > Date.now()) return known;
  const secret = env().NEXTAUTH_SECRET;
  const token = await decode({ token: cookie, secret }).catch(() => null);
  opened.delete(cookie);
  if (!token) return null;
  const [oldest] = opened.keys();
  if (opened.size >= OPENED_MAX && oldest !== undefined) opened.delete(oldest);
  opened.set(cookie, token);
  return token;
}

/** The context of whoever sent this session cookie; null when nobody is signed in by it. */
export async function contextOfCookie(
  cookie: string | undefined,
): Promise<{ ctx: OperatorContext; renewedCookie: string | null } | null> {
  if (!cookie) return null;
  const token = await openCookie(cookie);
  const claim = claimOf(token);
  const actor = claim && (await actorOfSession(door(), claim));
  if (!actor) return null;
  const ctx = makeContext(actor);
  const ageSeconds = ctx.now.getTime() / 1000 - Number(token?.iat ?? 0);
  if (ageSeconds < COOKIE_RENEWAL_SECONDS) return { ctx, renewedCookie: null };
  const secret = env().NEXTAUTH_SECRET;
  const renewed = await encode({ token: { ...claim }, secret, maxAge: COOKIE_LIFE_SECONDS });
  return { ctx, renewedCookie: renewed };
}

/** A Set-Cookie line that carries a renewed session. */
export function sessionCookieLine(value: string, isSecure: boolean): string {
  const secure = isSecure ? "; Secure" : "";
  const life = `Max-Age=${COOKIE_LIFE_SECONDS}`;
  return `${sessionCookieName(isSecure)}=${value}; Path=/; HttpOnly; SameSite=Lax; ${life}${secure}`;
}
