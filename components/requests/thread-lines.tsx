"use client";

import { Paperclip } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { PostFiles } from "../clients/post-files";
import { MailOfPost, type RequestMail } from "../clients/request-mails";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";

type Lines = RouterOutput["requests"]["thread"]["lines"];

type Props = {
  lines: Lines;
  /** By which some of them came or left. */
  mails?: readonly RequestMail[];
};

const LOOKS = {
  client: "mr-8 bg-sunken",
  operator: "ml-8 bg-selected",
  note: "ml-8 border border-warning border-dashed",
} as const;

/** What the client and we wrote; notes that the client never sees look like notes. */
export function ThreadLines({ lines, mails = [] }: Props) {
  const t = useTranslations("requests");
  const mailOf = (key: string) =>
    mails.find(({ postId }) => postId !== null && key === `post-${postId}`);
  return (
    <div role="log" aria-label={t("title")}>
      <ol className="grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-2">
        {lines.length === 0 ? <li className="text-ink-2">{t("none")}</li> : null}
        {lines.map((line) => (
          <li key={line.key} className={cx("rounded-md px-3 py-2", LOOKS[line.author])}>
            <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-xs">
              <span className="font-[600] text-ink">{line.authorName}</span>
              <Instant value={line.at} />
              {line.author === "note" ? <Badge tone="warning">{t("composer.note")}</Badge> : null}
              <MailOfPost mail={mailOf(line.key)} />
            </p>
            <p className="whitespace-pre-line break-words">
              {line.text || <span className="text-ink-3">{t("erased")}</span>}
            </p>
            <PostFiles files={line.files} />
            <MailFiles mail={mailOf(line.key)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Of a mail that came: its files lie with the message. */
function MailFiles({ mail }: { mail: RequestMail | undefined }) {
  const t = useTranslations("requests.files");
  if (!mail || mail.isOutbound || mail.files.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="mt-1 grid gap-0.5">
      {mail.files.map(({ fileId, name }) => (
        <li key={fileId} className="flex min-w-0 items-center gap-1.5">
          <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          <a
            className="min-w-0 truncate text-accent underline underline-offset-2"
            title={name}
            href={`/api/files/messages/${mail.messageId}/${fileId}`}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
