import { type Context, inTransaction } from "../../context";
import { ORPHAN_LIFE_MS } from "./limits";

const FILES_AT_ONCE = 100;

/** Deletes what clients sent a day ago and put into no request. A job's work, not a verb. */
export async function forgetUploads(ctx: Context): Promise<{ count: number }> {
  const before = new Date(ctx.now.getTime() - ORPHAN_LIFE_MS);
  return inTransaction(ctx, async (_, { sql }) => {
    // One that is being put into a request this moment is passed over.
    const rows = await sql`
      delete from files where id in (
        select file_id from request_files
         where post_id is null and created_at < ${before}
         order by id limit ${FILES_AT_ONCE} for update skip locked)
      returning id`;
    return { count: rows.length };
  });
}
