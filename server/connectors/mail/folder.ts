import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { MailSender } from "./mail";

/** Where there is no mail server: each mail is an .eml file that a mail program opens. */
export function folderSender(folder: string): MailSender {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    kind: "folder",
    async send(mail) {
      const { message } = await transport.sendMail(mail);
      await mkdir(folder, { recursive: true });
      // By its id: a mail that is sent again is the same file. Never half a file under its name.
      const name = createHash("sha256").update(mail.messageId).digest("hex").slice(0, 24);
      const path = join(folder, `${name}.eml`);
      await writeFile(`${path}.part`, message as Buffer);
      await rename(`${path}.part`, path);
    },
  };
}
