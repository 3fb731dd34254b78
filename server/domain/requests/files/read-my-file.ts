import { DomainError } from "@/server/kernel/errors";
import { type PortalContext, reading } from "../../context";
import { fileContent } from "../../files";
import { myFileInput } from "../inputs";

/** A file of a request of the client's own. Anybody else's is not there: not_found. */
export async function readMyFile(
  ctx: PortalContext,
  raw: { requestFileId: number },
): Promise<{ name: string; content: Buffer }> {
  const { requestFileId } = myFileInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<{ fileId: number; name: string }[]>`
      select f.id as "fileId", f.name from request_files r join files f on f.id = r.file_id
       where r.id = ${requestFileId}`;
    if (!row) throw new DomainError("not_found", "files.not_found");
    return { name: row.name, content: await fileContent(tx, row.fileId) };
  });
}
