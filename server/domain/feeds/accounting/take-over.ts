import type { SourceKind } from "@/db/values/feeds";
import { askPayments } from "@/server/connectors/accounting";
import { DomainError } from "@/server/kernel/errors";
import { openGate } from "@/server/kernel/gate";
import { type Context, inTransaction, reading, type SystemActor } from "../../context";
import { birthNumberHash } from "../../keys";
import { retryAt, troubleOf } from "../trouble";
import { applyPage, type Source } from "./apply-page";
import { type FedPage, readOwnFeed } from "./own-feed";

interface ClaimedSource extends Source {
  kind: SourceKind;
  baseUrl: string | null;
  tokenSealed: Buffer | null;
  failures: number;
}

/** A process that dies holds a source no longer than that. */
const LEASE_MS = 2 * 60_000;
/** Pages of one take-over; the next one goes on. */
const PAGES_MAX = 20;
/**
 * A source that has been asked for so long is asked for no further page in this round. With the
 * fifteen seconds of one question a round ends well within the half minute to the next, which is what
 * the minute from entry to sight stands on.
 */
const PAGES_MS = 10_000;
const SOURCES_AT_ONCE = 4;

interface TakeOver {
  pagesMs: number;
  /** Pages are asked for at the same time and kept one after another, so no two lock each other out. */
  keep: ReturnType<typeof openGate>;
}

/**
 * Takes new payments of every accounting source that is due over. A sweep's work, not a verb. Each
 * page is kept in one transaction with the cursor behind it: a process that dies between asking and
 * keeping leaves the cursor where it was, and what comes again is known by its id.
 */
export async function takeOverPayments(
  ctx: Context<SystemActor>,
  { pagesMs = PAGES_MS }: { pagesMs?: number } = {},
): Promise<{ count: number }> {
  const due = await reading(ctx, async ({ sql }) => [
    ...(await sql<{ id: number }[]>`
      select id from accounting_sources where due_at <= ${ctx.now}
       order by kind = 'own' desc, due_at`),
  ]);
  const at = { pagesMs, keep: openGate(1) };
  const enter = openGate(SOURCES_AT_ONCE);
  const counts = await Promise.all(due.map(({ id }) => enter(() => takeOverSource(ctx, id, at))));
  return { count: counts.reduce((sum, count) => sum + count, 0) };
}

async function takeOverSource(
  ctx: Context<SystemActor>,
  sourceId: number,
  { pagesMs, keep }: TakeOver,
): Promise<number> {
  const claimed = await claim(ctx, sourceId);
  if (!claimed) return 0;
  const begun = performance.now();
  let count = 0;
  try {
    let source: Source = claimed;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const read = await pageOf(ctx, claimed, source.cursor);
      const taken = await keep(() =>
        inTransaction(ctx, (inner, tx) => applyPage(inner, tx, { source, page: read })),
      );
      count += taken ?? 0;
      const isEnd = read.nextCursor === null || read.nextCursor === source.cursor;
      if (taken === null || isEnd || performance.now() - begun >= pagesMs) break;
      source = { ...source, cursor: read.nextCursor };
    }
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`
        update accounting_sources set ok_at = ${ctx.now}, due_at = least(due_at, ${ctx.now}),
               failures = 0, error = null, error_params = null, error_at = null
         where id = ${sourceId}`;
    });
  } catch (cause) {
    const { code, params } = troubleOf(ctx, cause, { sourceId });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`
        update accounting_sources
           set failures = failures + 1, due_at = ${retryAt(ctx.now, claimed.failures + 1)},
               error = ${code}, error_params = ${JSON.stringify(params)}::jsonb,
               error_at = ${ctx.now}
         where id = ${sourceId}`;
    });
  }
  return count;
}

async function claim(ctx: Context, sourceId: number): Promise<ClaimedSource | undefined> {
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<ClaimedSource[]>`
      update accounting_sources set due_at = ${new Date(ctx.now.getTime() + LEASE_MS)}
       where id = ${sourceId} and due_at <= ${ctx.now}
      returning id, name, kind, base_url as "baseUrl", token_sealed as "tokenSealed", cursor,
                failures`;
    return row;
  });
}

async function pageOf(
  ctx: Context,
  source: ClaimedSource,
  cursor: string | null,
): Promise<FedPage> {
  if (source.kind === "own" || source.baseUrl === null) return readOwnFeed(ctx, cursor);
  if (!ctx.outside) throw new DomainError("external", "feeds.web_unreachable");
  const { payments, nextCursor } = await askPayments({
    baseUrl: source.baseUrl,
    token: source.tokenSealed && ctx.keys.open(source.tokenSealed),
    cursor,
    isPrivateAllowed: ctx.outside.isPrivateAllowed,
  });
  const { tenantId } = ctx.actor;
  return {
    nextCursor,
    payments: payments.map(({ birthNumber, ...payment }) => ({
      ...payment,
      birthNumberHash: birthNumber ? birthNumberHash(ctx.keys, tenantId, birthNumber) : null,
    })),
  };
}
