import { inService, inTransaction, type PortalContext, reading } from "../context";
import { type ReadRequestInput, readRequestInput } from "./inputs";
import { isNews, loadMine, notMerged } from "./my-requests";
import { withMerged } from "./with-merged";

/**
 * That the client has read a request up to a line that they were shown; what was read before stays
 * read. Throws not_found `requests.not_found`.
 */
export async function readRequest(ctx: PortalContext, raw: ReadRequestInput): Promise<void> {
  const { refNo, postId } = readRequestInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  const { portalUserId } = ctx.actor;
  await inTransaction(inService(ctx, "portal"), async (_, { sql }) => {
    // Lines of the requests themselves: nobody reads ahead of what is written.
    await sql`
      insert into request_readings as g (portal_user_id, case_id, post_id, read_at)
      select ${portalUserId}, r.case_id, max(r.id), ${ctx.now} from request_posts r
       where r.case_id = any(${withMerged(sql, caseId)}) and r.id <= ${postId}
       group by r.case_id order by r.case_id
      on conflict (tenant_id, portal_user_id, case_id) do update
         set post_id = excluded.post_id, read_at = excluded.read_at
       where excluded.post_id > g.post_id`;
  });
}

/** In how many of the client's requests there is an answer that they have not opened. */
export async function countNews(ctx: PortalContext): Promise<{ count: number }> {
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<{ count: number }[]>`
      select count(*)::int as count from cases k
       where k.category = 'request' and k.voided_at is null ${notMerged(sql)}
         and exists (select from request_posts r
                       left join request_readings g on g.case_id = r.case_id
                      where ${isNews(sql)}
                        and r.case_id = any (array(
                              select k.id union all select m.case_id from desk_requests m
                               where m.merged_into_id = k.id)))`,
  );
  return { count: row?.count ?? 0 };
}
