import { createHash } from "node:crypto";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { composeLetter } from "./compose-letter";
import { type MailCarrier, sealLetter, unsealed } from "./letter-mail";

/** Where there is no mail server: each letter is an .eml file, the same one at every try. */
export function folderCarrier(folder: string): MailCarrier {
  const pathOf = (messageId: string) =>
    join(folder, `${createHash("sha256").update(messageId).digest("hex").slice(0, 24)}.eml`);
  return {
    code: "folder",
    async hand(mail) {
      const sealed = sealLetter(mail);
      if (!sealed.ok) return unsealed(sealed.fault);
      const { raw } = composeLetter(sealed.letter);
      const path = pathOf(mail.messageId);
      try {
        await mkdir(folder, { recursive: true });
        // Never half a file under its name.
        await writeFile(`${path}.part`, raw);
        await rename(`${path}.part`, path);
      } catch (error) {
        return { outcome: "busy", reason: (error as NodeJS.ErrnoException).code ?? "error" };
      }
      return { outcome: "accepted", providerId: mail.messageId };
    },
    async find({ messageId }) {
      const isThere = await access(pathOf(messageId)).then(
        () => true,
        () => false,
      );
      return isThere ? { outcome: "accepted", providerId: messageId } : { outcome: "missing" };
    },
    close: async () => undefined,
  };
}
