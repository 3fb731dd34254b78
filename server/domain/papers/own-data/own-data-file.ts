import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ByteTarget, ZipWriter } from "@/server/connectors/workbook";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { inService, inTransaction, type PortalContext, reading } from "../../context";
import { ownDataPage } from "./own-data-page";
import { OWN_DATA_WORDS } from "./own-data-words";
import { type OwnData, readOwnData } from "./read-own-data";

export interface OwnDataFile {
  name: string;
  content: Buffer;
}

export interface Lookup {
  at: Date;
  of: "card" | "message";
}

/** Whatever a client needs it for, five times a day is enough; each costs as much as a report. */
const A_DAY_MAX = 5;
const LOOKUPS_MAX = 2_000;
/** Lists that named them come with it, and are left out. */
const READS_MAX = 100_000;
const ACTION = "papers.download-data";

/**
 * The client's own data as one ZIP: a page to read and the same for machines. Each download is written
 * down. Throws precondition `papers.data_too_often` beyond five within 24 hours.
 */
export async function ownDataFile(ctx: PortalContext): Promise<OwnDataFile> {
  // Counted first: whoever asks a hundred times at once is not read for a hundred times.
  await countDownload(ctx);
  const data = await readOwnData(ctx);
  const [tenant] = await reading(
    ctx,
    ({ sql }) => sql<{ name: string }[]>`select name from tenants`,
  );
  const lookups = await lookupsOf(ctx, data);
  const { language } = ctx.actor;
  const told = { data, lookups, language, today: ctx.today, house: tenant?.name ?? "" };
  const stem = `${OWN_DATA_WORDS[language].fileName}-${ctx.today}`;
  const content = await zipOf([
    [`${stem}.html`, ownDataPage(told)],
    [`${stem}.json`, JSON.stringify({ madeOn: ctx.today, ...data, lookups }, null, 2)],
  ]);
  return { name: `${stem}.zip`, content };
}

async function countDownload(ctx: PortalContext): Promise<void> {
  const { portalUserId } = ctx.actor;
  await inTransaction(inService(ctx, "portal"), async (inner, { sql }) => {
    await sql`select id from portal_users where id = ${portalUserId} for update`;
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from audit_entries
       where entity = 'portal_user' and entity_id = ${portalUserId} and action = ${ACTION}
         and at > ${ctx.now}::timestamptz - interval '24 hours'`;
    if ((row?.count ?? 0) >= A_DAY_MAX) {
      throw new DomainError("precondition", "papers.data_too_often", { count: A_DAY_MAX });
    }
    await writeAudit(inner, { action: ACTION, entity: "portal_user", entityId: portalUserId });
  });
}

/**
 * When people of the house opened the client's card or a message of theirs, as far as it is written
 * down. Which of them it was is the house's own matter.
 */
function lookupsOf(ctx: PortalContext, data: OwnData): Promise<Lookup[]> {
  const cards = data.identity.map(({ partyId }) => partyId);
  const messages = data.messages.map(({ messageId }) => messageId);
  return inTransaction(inService(ctx, "portal"), async (_, { sql }) => [
    ...(await sql<Lookup[]>`
      select r.at, 'card' as of from audit_reads r
       where r.party_id = any(${cards}::bigint[])
         and r.id = any(array(select audit_read_ids('{}', ${cards}::bigint[], null, '-infinity',
                                                    'infinity', 0, ${READS_MAX})))
      union all
      select a.at, case a.entity when 'party' then 'card' else 'message' end as of
        from audit_entries a
       where a.actor_kind = 'operator' and a.action ~ '\\.(read|reveal)[a-z-]*$'
         and ((a.entity = 'party' and a.entity_id = any(${cards}::bigint[]))
           or (a.entity = 'message' and a.entity_id = any(${messages}::bigint[])))
       order by at desc limit ${LOOKUPS_MAX}`),
  ]);
}

async function zipOf(parts: readonly (readonly [name: string, text: string])[]): Promise<Buffer> {
  const stream = new PassThrough();
  const target = new ByteTarget({ stream });
  const zip = new ZipWriter(target);
  const write = async () => {
    for (const [name, text] of parts) await zip.part(name, text);
    await zip.close();
    await target.end();
  };
  const [bytes] = await Promise.all([buffer(stream), write()]);
  return bytes;
}
