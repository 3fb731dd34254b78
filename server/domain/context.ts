import type { Database, Tx, TxSettings } from "@/db/client";
import type { Read } from "@/db/shared-read";
import type { Role } from "@/db/values/access";
import type { ModuleScope } from "@/db/values/modules";
import type { CheckRunner } from "@/server/kernel/check-runner";
import { type Day, dayOf } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";
import type { PrintOffice } from "@/server/kernel/print-office";
import type { Keys } from "./keys";
import { type Permission, roleMay } from "./permissions";
import { sightOf as categoriesOf } from "./sight";

export interface OperatorActor {
  kind: "operator";
  tenantId: number;
  operatorId: number;
  name: string;
  role: Role;
  /** Ids of the operator's access groups, or "all". */
  accessGroupIds: readonly number[] | "all";
  language: Locale;
  sessionId: string;
}

/** A job names itself; it sees its whole tenant. */
export interface SystemActor {
  kind: "system";
  tenantId: number;
  job: string;
  /** The operator in whose name the job works, for the audit; rights were checked when it began. */
  onBehalfOf?: { operatorId: number; name: string };
  /** The client who asked for it at the portal: the audit names them, not the job. 0: no account. */
  forClient?: { portalUserId: number; name: string };
  language: Locale;
}

/** A machine with a key of the tenant's: it may what the key says and sees no case and no person. */
export interface ModuleActor {
  kind: "module";
  tenantId: number;
  keyId: number;
  /** The key's label, for the audit. */
  name: string;
  scopes: readonly ModuleScope[];
  language: Locale;
}

/**
 * A client at the portal. What they read, the database narrows to what is theirs; what they ask to be
 * written is done by `inService`, after it was found among what they see.
 */
export interface PortalActor {
  kind: "portalUser";
  tenantId: number;
  /** 0: a letter let them in, and they have no account. */
  portalUserId: number;
  partyId: number;
  name: string;
  email: string;
  language: Locale;
  sessionId: number;
  /** The program that let them in; null: their own password did. */
  byName: string | null;
  /** The one case that a letter opened to them; `sessionId` is then a letter's session. */
  letter?: { caseId: number; refNo: string };
}

export type Actor = OperatorActor | SystemActor | ModuleActor | PortalActor;

/** Where systems outside are reached, as the install says. */
export interface Outside {
  /** "https://fioapi.fio.cz/v1/rest/", or a twin's. */
  fioUrl: string;
  /** "http://127.0.0.1:4010/": a sandbox of registers in place of the public ones, with its slash. */
  registersUrl?: string;
  /** Whether addresses that a tenant types may lead into our own network: tests and the demo. */
  isPrivateAllowed: boolean;
  /** "loan.internal:8080": machines of our own network that customers' files may call all the same. */
  privateHosts?: readonly string[];
  /** In it each tenant's checkout stands in a folder named by its slug; left out: they come over the web only. */
  configFolder?: string | undefined;
  /** A demo or a test: messages to people are kept and shown here instead of leaving. */
  isCatching?: boolean;
  /** "saldo@agency.example": of messages of tenants that have no address of their own. */
  mailFrom?: string;
  /** By which mails of tenants without a carrier of their own leave. */
  mail?: InstallMail;
  /** Absent where this process makes no documents. */
  office?: () => Promise<PrintOffice>;
  /** A twin of captcha providers in place of the real ones: the demo and tests. */
  captchaUrl?: string;
  /** "https://saldo.agency.example", where carriers report to. */
  baseUrl?: string;
  /** Runs the program's own checks; null where it came without them. */
  checks?: CheckRunner | null;
}

export interface InstallMail {
  resendApiKey?: string | undefined;
  resendBaseUrl?: string | undefined;
  smtpUrl?: string | undefined;
}

/** Structured lines. `cause` takes the error itself; of it only kind and place are kept. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

export interface Context<A extends Actor = Actor> {
  db: Database;
  actor: A;
  now: Date;
  today: Day;
  keys: Keys;
  log: Log;
  /** Absent where nothing outside is ever called. */
  outside?: Outside;
  /** Set inside a transaction; verbs called there join it by a savepoint. */
  tx?: Tx;
  /**
   * Set where all that the open transaction holds is one act: a verb works in it without a savepoint,
   * and what it fails with takes all of it back.
   */
  isOneAct?: boolean;
  /** Set where a request asks several things at once; they are read together. */
  together?: Read;
}

export type OperatorContext = Context<OperatorActor>;
export type ModuleContext = Context<ModuleActor>;
export type PortalContext = Context<PortalActor>;

/** The tenant's own job in place of a machine that asked for it: for what the machine may not see. */
export function jobOf(ctx: ModuleContext, job: string): Context<SystemActor> {
  const { tenantId, name, language } = ctx.actor;
  return { ...ctx, actor: { kind: "system", tenantId, job: `${job}: ${name}`, language } };
}

/**
 * The tenant's own job for what a client asked to be written. It sees the whole tenant, so the verb
 * has first found everything it names among what the client sees. Leaves the client's transaction.
 */
export function inService(ctx: PortalContext, job: string): Context<SystemActor> {
  const { tenantId, name, language, portalUserId } = ctx.actor;
  const { tx: _, together: __, ...rest } = ctx;
  const forClient = { portalUserId, name };
  return { ...rest, actor: { kind: "system", tenantId, job, language, forClient } };
}

/** What marks a client's own sending, so that sent twice it is one and never another's. */
export const senderOf = ({ portalUserId, letter, sessionId }: PortalActor): string =>
  letter ? `letter:${sessionId}` : String(portalUserId);

export const makeToday = (now: Date): Day => dayOf(now, TIME_ZONE);

/** Goes on from an instant; steady also where the machine's clock is put right meanwhile. */
export function clockFrom(instant: Date): () => Date {
  const begun = performance.now();
  return () => new Date(instant.getTime() + Math.round(performance.now() - begun));
}

/** The same actor at a later moment: for work that waits for the outside between its steps. */
export const atInstant = <A extends Actor>(ctx: Context<A>, now: Date): Context<A> => {
  return { ...ctx, now, today: makeToday(now) };
};

function settingsOf(actor: Actor): TxSettings {
  return {
    tenantId: actor.tenantId,
    actorKind: actor.kind,
    actorId: actor.kind === "operator" ? actor.operatorId : null,
    accessGroupIds: groupsOf(actor),
    ...(actor.kind === "operator" ? { sight: categoriesOf(actor.role) } : {}),
    ...(actor.kind === "portalUser" ? sightOf(actor) : {}),
  };
}

const sightOf = ({ portalUserId, sessionId, letter }: PortalActor) =>
  letter ? { portalUserId: 0, portalLetterId: sessionId } : { portalUserId };

function groupsOf(actor: Actor): TxSettings["accessGroupIds"] {
  if (actor.kind === "operator") return actor.accessGroupIds;
  return actor.kind === "system" ? "all" : [];
}

/**
 * Runs work in one transaction under the actor's walls, or in a savepoint of the one that is open.
 * No network call belongs inside.
 */
export function inTransaction<A extends Actor, T>(
  ctx: Context<A>,
  work: (ctx: Context<A>, tx: Tx) => Promise<T>,
): Promise<T> {
  // Verbs that the verb calls have savepoints: it may go on where they fail.
  const run = (tx: Tx) => work({ ...ctx, tx, isOneAct: false }, tx);
  if (!ctx.tx) return ctx.db.begin(settingsOf(ctx.actor), run);
  return ctx.isOneAct ? run(ctx.tx) : ctx.db.savepoint(ctx.tx, run);
}

/** The context with its reads shared: what is asked of it at the same time shows one state. */
export function askedTogether<A extends Actor>(ctx: Context<A>): Context<A> {
  return { ...ctx, together: ctx.db.share(settingsOf(ctx.actor)) };
}

/** Reads under the actor's walls; joins an open transaction without a savepoint. */
export function reading<A extends Actor, T>(
  ctx: Context<A>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (ctx.tx) return work(ctx.tx);
  return ctx.together ? ctx.together(work) : ctx.db.read(settingsOf(ctx.actor), work);
}

/** Verbs of other rooms that a client's transaction may run; each sees what the walls leave of it. */
const CLIENT_MAY: readonly Permission[] = ["claims:read"];

export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "module") return actor.scopes.some((scope) => scope === permission);
  if (actor.kind === "portalUser") return CLIENT_MAY.includes(permission);
  return actor.kind === "system" || roleMay(actor.role, permission);
}

/** The first beat of every verb. A refusal names the permission, never the record. */
export function authorize(ctx: Context, permission: Permission): void {
  if (!may(ctx.actor, permission)) {
    throw new DomainError("forbidden", "access.forbidden", { permission });
  }
}

/** Who stands in audit and author columns. */
export function authorOf(actor: Actor): { id: number | null; name: string } {
  if (actor.kind === "operator") return { id: actor.operatorId, name: actor.name };
  if (actor.kind === "module") return { id: null, name: actor.name };
  if (actor.kind === "portalUser") return { id: null, name: actor.name };
  if (actor.forClient) return { id: null, name: actor.forClient.name };
  const behalf = actor.onBehalfOf;
  return behalf ? { id: behalf.operatorId, name: behalf.name } : { id: null, name: actor.job };
}

/** What kind of author that is, for the audit. */
export const authorKindOf = (actor: Actor): Actor["kind"] =>
  actor.kind === "system" && actor.forClient ? "portalUser" : actor.kind;

/** The account of the client who acts; two of one name, and two of one company, are told apart by it. */
export function clientIdOf(actor: Actor): number | null {
  if (actor.kind === "portalUser") return actor.portalUserId || null;
  return actor.kind === "system" ? actor.forClient?.portalUserId || null : null;
}
