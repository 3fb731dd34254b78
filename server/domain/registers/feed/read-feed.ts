import {
  askIsirEvents,
  askLastIsirEvent,
  ISIR_EVENTS_URL,
  type IsirEvents,
} from "@/server/connectors/isir-cz";
import type { RegisterAccess } from "@/server/connectors/registers";
import { claimRead, type FeedRead, keepStart, noteTrouble } from "./claim-read";
import type { FeedParts } from "./hand";
import { keepPage } from "./keep-page";
import { type FeedStep, IDLE } from "./step";

const TIMEOUT_MS = 60_000;
const REGISTER = "isir_cz";

/**
 * Reads one page of the Czech register's events into the install's copy and brings it together with
 * the watched parties of all tenants. The page and the place to go on from are written by one
 * transaction: a process that dies in between leaves the page to be read again. Nothing is concluded
 * from silence; what the register could not say is noted as trouble.
 */
export async function readFeedPage(parts: FeedParts): Promise<FeedStep> {
  const access = accessOf(parts);
  if (access === null) return IDLE;
  const read = await claimRead(parts, REGISTER);
  if (read === null) return IDLE;
  if (read.afterId === null) return begin(parts, access, read);
  const page = await askIsirEvents(access, read.afterId);
  if (page.outcome === "unavailable") return trouble(parts, read, page.reason);
  return kept(parts, { ...read, afterId: read.afterId }, page);
}

async function begin(parts: FeedParts, access: RegisterAccess, read: FeedRead): Promise<FeedStep> {
  const last = await askLastIsirEvent(access);
  if (last.outcome === "unavailable") return trouble(parts, read, last.reason);
  await keepStart(parts, read, last.lastId);
  return { ...IDLE, outcome: "read" };
}

async function kept(
  parts: FeedParts,
  read: FeedRead & { afterId: number },
  page: Extract<IsirEvents, { outcome: "read" }>,
): Promise<FeedStep> {
  const hintCount = await keepPage(parts, read, page);
  if (hintCount === null) return IDLE;
  const eventCount = page.events.length;
  return { outcome: "read", eventCount, hintCount, isMore: !page.isEnd };
}

async function trouble(parts: FeedParts, read: FeedRead, reason: string): Promise<FeedStep> {
  await noteTrouble(parts, read, reason);
  return { ...IDLE, outcome: "unavailable" };
}

/** Null in a demo or a test without a sandbox: those ask nobody outside by themselves. */
function accessOf({ outside }: FeedParts): RegisterAccess | null {
  const sandbox = outside?.registersUrl;
  if (!outside || (outside.isCatching && !sandbox)) return null;
  const url = sandbox ? `${sandbox}${REGISTER}_events/` : ISIR_EVENTS_URL;
  return { url, timeoutMs: TIMEOUT_MS, isPrivateAllowed: outside.isPrivateAllowed };
}
