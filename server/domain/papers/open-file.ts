import { isActivePdf } from "@/server/connectors/pdf";
import { writeAudit } from "../audit";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import { fileContent, fileHead, shownTypeOf } from "../files";

export interface OpenedFile {
  name: string;
  content: Buffer;
  /** As what a browser may show it by itself; null: it is only ever downloaded. */
  shownType: string | null;
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
  return { name, content, shownType: await shownType(content) };
}

/** A PDF with scripts, forms or files in it is nothing to be opened by itself. */
async function shownType(content: Buffer): Promise<string | null> {
  const type = shownTypeOf(content.subarray(0, 16));
  if (type !== "application/pdf") return type;
  return (await isActivePdf(content).catch(() => true)) ? null : type;
}
