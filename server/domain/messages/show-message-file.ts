import type { z } from "zod";
import type { MessageFileKind } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { fileContent } from "../files";
import { hasPages, type ShownDocument, showDocument } from "../templates";
import { messageFileInput } from "./inputs";
import { asPrinted } from "./prints/printable";
import { visibleMessage } from "./visible-message";

interface Kept {
  fileId: number;
  kind: MessageFileKind;
  name: string;
  mediaType: string;
  language: Locale;
  caseId: number | null;
}

/**
 * The pages of a DOCX or ODT of a message: the print that was kept with it, or one that is made to be
 * looked at. Throws not_found `messages.not_found`, for a file of another type too.
 */
export async function showMessageFile(
  ctx: Context,
  raw: z.input<typeof messageFileInput>,
): Promise<{ name: string; shown: ShownDocument }> {
  authorize(ctx, "messages:read");
  const { messageId, fileId } = messageFileInput.parse(raw);
  const { name, mediaType, language, bytes, isPrint } = await inTransaction(
    ctx,
    async (inner, tx) => {
      const files = await tx.sql<Kept[]>`
        select x.file_id as "fileId", x.kind, f.name, f.media_type as "mediaType", m.language,
               m.case_id as "caseId"
          from messages m join message_files x on x.message_id = m.id
          join files f on f.id = x.file_id left join cases c on c.id = m.case_id
         where m.id = ${messageId} and ${visibleMessage(tx.sql)} order by x.place`;
      const file = files.find((each) => each.fileId === fileId && hasPages(each.mediaType));
      if (!file) throw new DomainError("not_found", "messages.not_found");
      const print = asPrinted(files).find(({ source }) => source === file)?.file ?? file;
      await writeAudit(inner, {
        ...{ action: "messages.read-file", entity: "message", entityId: messageId },
        ...{ caseId: file.caseId, after: { fileId } },
      });
      const bytes = await fileContent(tx, print.fileId);
      return { ...file, bytes, isPrint: print !== file };
    },
  );
  if (isPrint) return { name, shown: { look: "print", pdf: bytes } };
  const file = { name, mediaType, bytes };
  return { name, shown: await showDocument(ctx, { file, language }) };
}
