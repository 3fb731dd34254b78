import { COUNTED_MAX, type SourceKind } from "@/db/values/feeds";
import { feedUrl } from "@/server/connectors/accounting";
import { assertCallable } from "@/server/connectors/web";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import {
  type SaveSourceInput,
  type SourceIdInput,
  saveSourceInput,
  sourceIdInput,
} from "../inputs";
import type { Trouble } from "../trouble";

export interface SourceItem {
  id: number;
  name: string;
  kind: SourceKind;
  baseUrl: string | null;
  tokenTail: string | null;
  okAt: Date | null;
  takenAt: Date | null;
  /** How long the last payment that was taken over had waited for it. */
  lagSeconds: number | null;
  /** More than `COUNTED_MAX` says only that: the page is asked every few seconds. */
  takenCount: number;
  /** Own only: entered and not yet taken over; counted as far. */
  waitingCount: number;
  trouble: Trouble | null;
  troubleAt: Date | null;
}

/** Accounting sources with how current each is. */
export async function listSources(ctx: Context): Promise<SourceItem[]> {
  authorize(ctx, "bank:read");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<SourceItem[]>`
      select s.id, s.name, s.kind, s.base_url as "baseUrl", s.token_tail as "tokenTail",
             s.ok_at as "okAt", s.taken_at as "takenAt", s.lag_seconds as "lagSeconds",
             (select count(*) from (select 1 from accounting_items i where i.source_id = s.id
               limit ${COUNTED_MAX + 1}) few) as "takenCount",
             case when s.kind = 'own' then (select count(*) from (
               select 1 from accounting_outbox o where o.id > coalesce(s.cursor::bigint, 0)
                limit ${COUNTED_MAX + 1}) few) else 0 end as "waitingCount",
             case when s.error is not null then
               jsonb_build_object('code', s.error, 'params', coalesce(s.error_params, '{}')) end
               as trouble,
             s.error_at as "troubleAt"
        from accounting_sources s order by s.kind desc, s.id`),
  ]);
}

/** What could be a bank's number of an account: digits and dashes, a bank's code, an IBAN. */
const BANK_NUMBER = /^[\d\s-]+$|\/\s*\d{4}$|^[A-Za-z]{2}\d{2}[A-Za-z0-9\s]{10,}$/;

/**
 * Adds a feed that is called. Its address is a tenant's word, so it must be HTTPS and not lead into
 * our own network; that is judged again, on the address itself, at every call.
 */
export async function saveSource(
  ctx: Context,
  raw: SaveSourceInput,
): Promise<{ sourceId: number }> {
  authorize(ctx, "bank:accounts");
  const { name, baseUrl, token } = saveSourceInput.parse(raw);
  const url = feedUrl(baseUrl);
  assertCallable(url, { isPrivateAllowed: ctx.outside?.isPrivateAllowed ?? false });
  // The name is the number of the account its movements stand on: it must not be a bank's.
  if (BANK_NUMBER.test(name)) throw new DomainError("invalid", "feeds.source_name", { name });
  return inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into accounting_sources (name, kind, base_url, token_sealed, token_tail, due_at,
                                      created_by, created_at)
      values (${name}, 'http', ${url.href}, ${token ? ctx.keys.seal(token) : null},
              ${token ? token.slice(-4) : null}, ${ctx.now}, ${authorOf(ctx.actor).id}, ${ctx.now})
      on conflict (tenant_id, name) do nothing returning id`;
    if (!row) throw new DomainError("conflict", "feeds.source_taken", { name });
    await writeAudit(inner, {
      ...{ action: "feeds.save-source", entity: "accounting_source", entityId: row.id },
      after: { name, baseUrl: url.href, token: token ? `…${token.slice(-4)}` : null },
    });
    return { sourceId: row.id };
  });
}

/** Takes a source away that nothing has come from. Throws conflict `feeds.source_used`. */
export async function deleteSource(ctx: Context, raw: SourceIdInput): Promise<void> {
  authorize(ctx, "bank:accounts");
  const { sourceId } = sourceIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [source] = await sql<{ name: string; isUsed: boolean }[]>`
      select s.name, s.kind = 'own' or exists (
               select 1 from accounting_items i where i.source_id = s.id) as "isUsed"
        from accounting_sources s where s.id = ${sourceId} for update`;
    if (!source) throw new DomainError("not_found", "feeds.source_not_found");
    const { name, isUsed } = source;
    if (isUsed) throw new DomainError("conflict", "feeds.source_used", { name });
    await sql`delete from accounting_sources where id = ${sourceId}`;
    await writeAudit(inner, {
      ...{ action: "feeds.delete-source", entity: "accounting_source", entityId: sourceId },
      before: { name },
    });
  });
}

/** Asks a source for everything from the beginning again; nothing is taken twice. */
export async function replaySource(ctx: Context, raw: SourceIdInput): Promise<void> {
  authorize(ctx, "bank:accounts");
  const { sourceId } = sourceIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ name: string }[]>`
      update accounting_sources set cursor = null, due_at = ${ctx.now} where id = ${sourceId}
      returning name`;
    if (!row) throw new DomainError("not_found", "feeds.source_not_found");
    const { name } = row;
    await writeAudit(inner, {
      ...{ action: "feeds.replay-source", entity: "accounting_source", entityId: sourceId },
      after: { name },
    });
  });
}
