import type { Tx } from "@/db/client";
import type { Context } from "../../context";
import { livingRequest } from "../lock-requests";
import { type NewPost, postKey } from "../posts";
import { writeAsClient } from "../write-as-client";
import { guessLanguage } from "./guess-language";
import { type Mail, nameOf, wordsOf } from "./load-mail";
import { noteMail } from "./note-mail";

/** A mail as its client's line: once, however often it is asked for. Its mark is the mail's own. */
export const postOfMail = (mail: Mail): Omit<NewPost, "caseId" | "author"> => ({
  ...{ authorId: null, authorName: nameOf(mail).slice(0, 200), text: wordsOf(mail) },
  ...{ idempotencyKey: `mail-${mail.id}`, isMarked: true },
});

/** The post that a mail has become. */
export async function postIdOf({ sql }: Tx, mail: Mail): Promise<number> {
  const key = postKey({ ...postOfMail(mail), author: "client" });
  const [row] = await sql<{ id: number }[]>`
    select id from request_posts where source_key = ${key}`;
  if (!row) throw new Error("the mail has become no post");
  return row.id;
}

/** Writes a mail into its request as the client's words. Part of the caller's transaction. */
export async function postMail(
  ctx: Context,
  tx: Tx,
  { mail, caseId: filedAt }: { mail: Mail; caseId: number },
): Promise<void> {
  await writeAsClient(ctx, tx, { ...postOfMail(mail), caseId: filedAt });
  // It is written into the living one, which is locked by now.
  const caseId = await livingRequest(tx, filedAt);
  const [postId, language] = [await postIdOf(tx, mail), guessLanguage(wordsOf(mail))];
  await noteMail(ctx, tx, { messageId: mail.id, standing: "posted", caseId, postId, language });
}
