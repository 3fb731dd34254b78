import { openCase } from "@/server/domain/cases";
import { inTransaction } from "@/server/domain/context";
import { storeFile } from "@/server/domain/files";
import type { Furnish } from "../attack";

async function* textOf(mark: string) {
  yield Buffer.from(mark);
}

/** A request with a file, about a claim that is disputed and about the person's data. */
export const disputes: Furnish = async ({ admin }, { caseId, claimId, partyId }, mark) => {
  const parties = [{ partyId, role: "client" }];
  const fields = { subject: mark, requestKind: "dispute", decision: "pending" };
  const verbFields = ["requestKind", "decision"];
  const opened = await openCase(admin, { category: "request", parties, fields }, { verbFields });
  const { caseId: requestId } = opened;
  await inTransaction(admin, async (inner, tx) => {
    const file = { name: `${mark}.txt`, mediaType: "text/plain", content: textOf(mark) };
    const { fileId } = await storeFile(inner, tx, file);
    await tx.sql`
      with post as (
        insert into request_posts (case_id, author, author_name, text, at)
        values (${requestId}, 'client', ${mark}, ${mark}, ${admin.now}) returning id)
      insert into request_files (file_id, author, case_id, post_id)
      select ${fileId}, 'client', ${requestId}, id from post`;
    await tx.sql`
      insert into disputes (claim_id, case_id, request_id, reason, opened_at, paused_until)
      values (${claimId}, ${caseId}, ${requestId}, 'paid', ${admin.now}, '2030-01-01')`;
    await tx.sql`
      insert into data_rights (request_id, party_id, kind, asked_at, due_on)
      values (${requestId}, ${partyId}, 'restriction', ${admin.now}, '2030-01-01')`;
  });
};
