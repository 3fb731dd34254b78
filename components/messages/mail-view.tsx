"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Instant } from "../format/instant";
import { Avatar } from "../ui/avatar";
import { DocumentFrame } from "./document-frame";
import { FileChips } from "./file-chips";
import { HtmlFrame } from "./html-frame";
import { MarkedText } from "./marked-text";
import type { Seen } from "./seen";

/** A mail as a mail program shows it. */
export function MailView({ seen }: { seen: Seen }) {
  const t = useTranslations("messages.view");
  const { from, to, replyTo, subject, body, html, files, at, unresolved } = seen;
  const name = from.name || from.address;
  return (
    <article className="overflow-hidden rounded-lg border border-rule bg-surface">
      <header className="grid gap-2 border-rule border-b px-4 py-3">
        <h3 className="break-words font-[620] text-md">
          {subject ? (
            <MarkedText text={subject} unresolved={unresolved} />
          ) : (
            <span className="text-ink-3">{t("noSubject")}</span>
          )}
        </h3>
        <div className="flex items-start gap-2.5">
          <Avatar name={name} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-[600]">{name}</span>
              {from.name ? (
                <span className="break-all text-ink-2 text-xs">&lt;{from.address}&gt;</span>
              ) : null}
            </p>
            <p className="break-words text-ink-2 text-xs">
              {t("to")}: {to.map(fullAddress).join(", ")}
            </p>
            {replyTo ? (
              <p className="break-all text-ink-2 text-xs">
                {t("replyTo")}: {replyTo}
              </p>
            ) : null}
          </div>
          {at ? <Instant value={at} className="text-ink-2 text-xs" /> : null}
        </div>
      </header>
      <MailBody>
        {html ? (
          <HtmlFrame html={html} title={t("body")} />
        ) : (
          <p className="whitespace-pre-wrap break-words">
            <MarkedText text={body} unresolved={unresolved} />
          </p>
        )}
        {seen.pagesHref ? <DocumentFrame src={seen.pagesHref} title={t("pages")} /> : null}
        <FileChips files={files} />
      </MailBody>
    </article>
  );
}

const MailBody = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-3 px-4 py-3">{children}</div>
);

const fullAddress = ({ name, address }: Seen["to"][number]) =>
  name && name !== address ? `${name} <${address}>` : address;
