"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { DELIVERY_MODES } from "@/db/values/messages";
import { TextLink } from "../ui/button";
import type { Caught } from "./caught-item";
import { CaughtReply } from "./caught-reply";
import { MessageView } from "./message-view";
import { messageFile, messagePages, postalLines, type Seen } from "./seen";

const text = z.string().nullish();

/** What the catcher keeps beside the text. Of our own mails there is less of it. */
const details = z.object({
  ...{ toName: text, fromName: text, ourRef: text, yourRef: text },
  deliveryMode: z.enum(DELIVERY_MODES).nullish(),
  postal: z
    .object({
      ...{ name: z.string(), street: z.string(), city: z.string(), postalCode: z.string() },
      country: z.string().optional(),
    })
    .nullish(),
});

/** A caught message as its recipient would see it, with the way back to its case. */
export function CaughtMessage({ caught }: { caught: Caught }) {
  const t = useTranslations("messages");
  const { caseId, refNo, messageRowId } = caught;
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
        {caseId && refNo ? (
          <TextLink href={`/cases/${caseId}`}>{t("catcher.openCase", { refNo })}</TextLink>
        ) : null}
        {messageRowId ? (
          <TextLink href={`/messages/${messageRowId}`}>{t("detail.open")}</TextLink>
        ) : (
          <span>{t(caught.ownTo === "client" ? "catcher.ownToClient" : "catcher.own")}</span>
        )}
      </p>
      <MessageView seen={seenOf(caught)} />
      {messageRowId && caught.channel !== "letter" ? (
        <CaughtReply key={messageRowId} messageId={messageRowId} />
      ) : null}
    </div>
  );
}

function seenOf(caught: Caught): Seen {
  const { channel, subject, body, html, messageRowId, pagesFileId } = caught;
  const kept = details.safeParse(caught.details).data ?? {};
  return {
    ...{ channel, subject, body, html, at: caught.caughtAt, unresolved: [] },
    from: { address: caught.fromAddress, name: kept.fromName ?? "" },
    to: [{ address: caught.toAddress, name: kept.toName ?? "" }],
    replyTo: caught.replyTo,
    ...{ postal: postalLines(kept.postal), deliveryMode: kept.deliveryMode ?? null },
    ...{ ourRef: kept.ourRef ?? "", yourRef: kept.yourRef ?? "" },
    pagesHref:
      messageRowId && pagesFileId !== null ? messagePages(messageRowId, pagesFileId) : null,
    files: caught.files.map(({ fileId, name, sizeBytes }) => {
      return { name, sizeBytes, href: messageRowId ? messageFile(messageRowId, fileId) : null };
    }),
  };
}
