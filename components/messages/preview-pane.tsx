"use client";

import { Eye } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Channel, DeliveryMode, StopReason } from "@/db/values/messages";
import { formatInstant } from "@/server/kernel/days";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { cx } from "../ui/cx";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import type { MessagePreview } from "./message-draft";
import { MessageView } from "./message-view";
import type { usePreview } from "./use-preview";

type PreviewPaneProps = {
  channel: Channel;
  deliveryMode: DeliveryMode | null;
  shown: ReturnType<typeof usePreview>;
  /** Where the pages of the document are shown; null for a message without a template. */
  pagesHref: string | null;
  isAcknowledged: boolean;
  /** null: nobody overrules here. */
  onAcknowledge: ((isAcknowledged: boolean) => void) | null;
};

/** The message as its recipient will get it, and above it what speaks against sending it. */
export function PreviewPane(props: PreviewPaneProps) {
  const { channel, deliveryMode, shown, pagesHref, isAcknowledged, onAcknowledge } = props;
  const t = useTranslations("messages.new");
  const errorText = useErrorText();
  const { preview, error, isPending, isCurrent } = shown;
  return (
    <section aria-label={t("preview")} aria-busy={isPending} className="grid content-start gap-2">
      {error ? (
        <Banner tone="danger" role="alert">
          {errorText(error)}
        </Banner>
      ) : null}
      {preview ? (
        <div className={cx("grid content-start gap-2", !isCurrent && "opacity-60")}>
          <Findings {...{ preview, isAcknowledged, onAcknowledge }} />
          <MessageView seen={seenOf(preview, { channel, deliveryMode, pagesHref })} />
          {preview.sms ? <SmsLength sms={preview.sms} /> : null}
        </div>
      ) : error ? null : isPending ? (
        <Skeleton className="h-64" />
      ) : (
        <div className="rounded-lg border border-rule border-dashed">
          <EmptyState icon={Eye} title={t("preview")}>
            {t("previewEmpty")}
          </EmptyState>
        </div>
      )}
    </section>
  );
}

type FindingsProps = Pick<PreviewPaneProps, "isAcknowledged" | "onAcknowledge"> & {
  preview: MessagePreview;
};

function Findings({ preview, isAcknowledged, onAcknowledge }: FindingsProps) {
  const t = useTranslations("messages.new");
  const stopWords = useTranslations("messages.stops");
  const locale = useLocale();
  const { unresolved, stops, canBeAcknowledged, isPostponed, notBefore } = preview;
  return (
    <>
      {unresolved.length > 0 ? (
        <Banner tone="danger" title={t("unresolved")}>
          <span className="break-words font-[550] text-danger">{unresolved.join(", ")}</span>
        </Banner>
      ) : null}
      {stops.length > 0 ? (
        <Banner tone={canBeAcknowledged ? "warning" : "danger"} title={t("stops")}>
          <ul className="list-inside list-disc">
            {stops.map((stop) => (
              <li key={stop}>{stopWords(stop as StopReason)}</li>
            ))}
          </ul>
          {canBeAcknowledged && onAcknowledge ? (
            <Checkbox
              checked={isAcknowledged}
              onChange={onAcknowledge}
              label={t("acknowledge")}
              className="mt-1"
            />
          ) : canBeAcknowledged || stops.every((stop) => stop === "no_address") ? null : (
            <p className="mt-1">{t("hardStop")}</p>
          )}
        </Banner>
      ) : null}
      {isPostponed ? (
        <Banner tone="info">{t("leavesAt", { at: formatInstant(notBefore, locale) })}</Banner>
      ) : null}
    </>
  );
}

function SmsLength({ sms }: { sms: NonNullable<MessagePreview["sms"]> }) {
  const t = useTranslations("messages.new");
  const { units, parts, encoding, forcing } = sms;
  return (
    <div className="figures text-center text-ink-2 text-xs">
      <p>
        {t("smsLength", {
          ...{ characters: units, count: parts, encoding: encoding === "gsm7" ? "GSM-7" : "UCS-2" },
        })}
      </p>
      {forcing.length > 0 ? <p>{t("smsForcing", { characters: forcing.join(" ") })}</p> : null}
    </div>
  );
}

function seenOf(
  preview: MessagePreview,
  of: Pick<PreviewPaneProps, "channel" | "deliveryMode" | "pagesHref">,
) {
  const { channel, deliveryMode, pagesHref } = of;
  const { from, to, subject, body, html, ourRef, yourRef, document, unresolved } = preview;
  const marked = html && unresolved.reduce(marking, html);
  // Of an HTML document the frame shows all that there is.
  const documents = document && !html ? [document] : [];
  const files = [...documents, ...preview.attachments].map(({ name, sizeBytes }) => {
    return { name, sizeBytes, href: null };
  });
  return {
    ...{ channel, deliveryMode: channel === "letter" ? deliveryMode : null },
    ...{ from, to, subject, body, html: marked, ourRef, yourRef, files, unresolved },
    ...{ postal: [], at: null, pagesHref: document?.hasPages ? pagesHref : null },
  };
}

/** The frame takes no classes of ours: what has no value is red by its own style. */
const marking = (html: string, source: string): string =>
  html.replaceAll(
    `{${source}}`,
    `<mark style="background:#fbe3e1;color:#a3161b;font-weight:600">{${source}}</mark>`,
  );
