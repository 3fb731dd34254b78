import { writeAudit } from "../audit";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import { fileContent, fileHead } from "../files";

export interface OpenedFile {
  name: string;
  content: Buffer;
}

/**
 * A file as it lies: shown to the client, sent to them, come from them or made for them. That they
 * opened it is written down. Anybody else's is not there: not_found `files.not_found`.
 */
export async function openMyFile(
  ctx: PortalContext,
  { fileId }: { fileId: number },
): Promise<OpenedFile> {
  const { name, content } = await reading(ctx, async (tx) => {
    const head = await fileHead(tx, fileId);
    return { name: head.name, content: await fileContent(tx, fileId) };
  });
  await inTransaction(inService(ctx, "portal"), (inner) =>
    writeAudit(inner, { action: "papers.open-file", entity: "file", entityId: fileId }),
  );
  return { name, content };
}
