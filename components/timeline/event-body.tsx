"use client";

import { Eye, FileText, Image as ImageIcon, MailCheck, MonitorSmartphone } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { buttonClass } from "../ui/button";
import { answersOf } from "./call-answers";
import { downloadOf, shownAs } from "./document-kind";
import type { TimelineEvent } from "./event";
import type { Asked } from "./event-dialogs";
import { FileSize } from "./file-size";
import { MessageBody } from "./message-body";
import type { PreviewedFile } from "./preview-dialog";
import { totalOfWork, WORK_UNITS } from "./work-total";

type BodyProps = { event: TimelineEvent; onPreview: (file: PreviewedFile) => void };
type EventBodyProps = { event: TimelineEvent; onAsk: (asked: Asked) => void };

/** What an event says under its title. */
export function EventBody({ event, onAsk }: EventBodyProps): ReactNode {
  const onPreview = (file: PreviewedFile) => onAsk({ kind: "preview", file });
  switch (event.kind) {
    case "task":
      return <ResolvedTask event={event} />;
    case "work":
      return <Work event={event} />;
    case "call_form":
      return <Call event={event} />;
    case "document":
      return <DocumentBody event={event} onPreview={onPreview} />;
    case "message":
    case "reply":
      return <MessageBody event={event} onAsk={onAsk} />;
    case "system":
      return event.text ? <Quote>{event.text}</Quote> : null;
    default:
      return <Text>{event.text}</Text>;
  }
}

/** Text as it was written, lines kept, ink as dark as the page's. */
function Text({ children }: { children: string }) {
  if (!children) return null;
  return <p className="whitespace-pre-wrap text-ink">{children}</p>;
}

function Quote({ children }: { children: string }) {
  return <p className="whitespace-pre-wrap border-rule-strong border-l-2 pl-2">{children}</p>;
}

function ResolvedTask({ event }: { event: TimelineEvent }) {
  const t = useTranslations("timeline.task");
  const isCancelled = event.data?.cancelledBy === "move";
  return (
    <>
      <p className="whitespace-pre-wrap">{event.text}</p>
      {isCancelled ? (
        <p className="text-ink-3">{t("cancelled")}</p>
      ) : (
        <p className="whitespace-pre-wrap text-ink">
          <span className="font-[550]">{event.result}</span>
          {event.resolvedAt ? (
            <span className="text-ink-3 text-xs">
              {" · "}
              {event.resolvedByName ? `${event.resolvedByName}, ` : ""}
              <Instant value={event.resolvedAt} />
            </span>
          ) : null}
        </p>
      )}
    </>
  );
}

function Work({ event }: { event: TimelineEvent }) {
  const t = useTranslations("timeline");
  const units = useTranslations("timeline.units");
  const locale = useLocale();
  const { workQuantity, workUnit, workUnitPriceMinor, workOn } = event;
  const currency = event.workCurrency ?? "CZK";
  const known = WORK_UNITS.find((each) => each === workUnit);
  const quantity = String(Number(workQuantity ?? "0")).replace(".", locale === "en" ? "." : ",");
  const total = totalOfWork(workQuantity, workUnitPriceMinor);
  return (
    <>
      <Text>{event.text}</Text>
      <p className="figures flex flex-wrap items-baseline gap-x-2">
        <span>
          {quantity}
          {"\u00a0"}
          {known ? units(known) : workUnit}
          {workUnitPriceMinor === null
            ? ""
            : ` × ${formatMoney(workUnitPriceMinor, currency, locale)}`}
        </span>
        {total === null ? null : (
          <span className="text-ink">
            = <Money amountMinor={total} currency={currency} className="font-[620]" />
          </span>
        )}
        {workOn ? (
          <span className="text-ink-3 text-xs">
            {t("work.onDay", { day: formatDay(workOn, locale) })}
          </span>
        ) : null}
      </p>
    </>
  );
}

function Call({ event }: { event: TimelineEvent }) {
  const t = useTranslations("timeline.call");
  const locale = useLocale();
  const answers = answersOf(event.data);
  const amount =
    answers?.promisedMinor != null
      ? formatMoney(answers.promisedMinor, answers.promisedCurrency, locale)
      : null;
  const day = answers?.promisedOn ? formatDay(answers.promisedOn, locale) : null;
  const promise =
    amount && day
      ? t("promiseOn", { amount, day })
      : amount
        ? t("promise", { amount })
        : day
          ? t("promiseDay", { day })
          : null;
  return (
    <>
      {event.partyName || answers?.phone ? (
        <p className="figures">{[event.partyName, answers?.phone].filter(Boolean).join(" · ")}</p>
      ) : null}
      {promise ? <p className="font-[600] text-positive">{promise}</p> : null}
      <Text>{event.text}</Text>
    </>
  );
}

function DocumentBody({ event, onPreview }: BodyProps) {
  const t = useTranslations("timeline.document");
  const proof = useTranslations("timeline.proof");
  const showing = useTranslations("papers.show");
  const locale = useLocale();
  const { fileId, fileName, versions, preActionPostedOn } = event;
  if (fileId === null || fileName === null) return <Text>{event.text}</Text>;
  return (
    <>
      <Text>{event.text}</Text>
      <div className="mt-1">
        <FileLine file={{ fileId, fileName }} bytes={event.fileSizeBytes} onPreview={onPreview} />
      </div>
      {preActionPostedOn ? (
        <p className="mt-1 flex items-center gap-1 font-[550] text-positive text-xs">
          <MailCheck className="size-3.5 shrink-0" aria-hidden />
          {proof("badge", { day: formatDay(preActionPostedOn, locale) })}
        </p>
      ) : null}
      {event.shownTo && event.shownTo.length > 0 ? (
        <p className="mt-1 flex items-center gap-1 text-info text-xs">
          <MonitorSmartphone className="size-3.5 shrink-0" aria-hidden />
          {showing("badge", { names: event.shownTo.map(({ name }) => name).join(", ") })}
        </p>
      ) : null}
      {versions && versions.length > 0 ? (
        <details className="mt-1">
          <summary className="w-fit rounded-xs text-xs hover:text-accent">
            {t("versions", { count: versions.length })}
          </summary>
          <ul className="mt-1 grid gap-1">
            {versions.map((version) => (
              <li key={version.eventId} className="flex flex-wrap items-center gap-2">
                <FileLine file={version} bytes={null} onPreview={onPreview} />
                <span className="text-ink-3 text-xs">
                  <Instant value={new Date(version.at)} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

type FileLineProps = {
  file: PreviewedFile;
  bytes: number | null;
  onPreview: (file: PreviewedFile) => void;
};

/** A file as one button: what can be shown opens over the page, the rest is downloaded. */
function FileLine({ file, bytes, onPreview }: FileLineProps) {
  const t = useTranslations("timeline.document");
  const shown = shownAs(file.fileName);
  const Icon = shown === "image" ? ImageIcon : FileText;
  const content = (
    <>
      <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      <span className="truncate">{file.fileName}</span>
      <FileSize bytes={bytes} />
      {shown ? <Eye className="size-3.5 shrink-0 text-ink-3" aria-hidden /> : null}
    </>
  );
  const look = buttonClass({ className: "max-w-full justify-start! font-normal!" });
  if (!shown) {
    return (
      <a href={downloadOf(file.fileId)} download title={t("download")} className={look}>
        {content}
      </a>
    );
  }
  return (
    <button type="button" title={t("preview")} className={look} onClick={() => onPreview(file)}>
      {content}
    </button>
  );
}
