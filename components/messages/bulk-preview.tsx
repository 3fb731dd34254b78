"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RouterOutput } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { RefNo } from "../format/ref-no";
import { Banner } from "../ui/banner";
import { IconButton } from "../ui/icon-button";
import { Skeleton } from "../ui/skeleton";
import { LeavingRows, TermList, TermRow } from "./leaving-rows";
import { contentOf, type MessageDraft } from "./message-draft";
import { PreviewPane } from "./preview-pane";
import { letterPages } from "./seen";
import { StopChips } from "./stop-chips";
import type { useOutlook } from "./use-outlook";
import { usePreview } from "./use-preview";

type Outlook = RouterOutput["lists"]["foretellMessage"];
type BulkPreviewProps = { draft: MessageDraft; outlook: ReturnType<typeof useOutlook> };

/** Before a message goes to many: how many get it, what stops the rest, and how it reads on some. */
export function BulkPreview({ draft, outlook }: BulkPreviewProps) {
  const errorText = useErrorText();
  const { data, error } = outlook;
  if (error) {
    return (
      <Banner tone="danger" role="alert">
        {errorText(error)}
      </Banner>
    );
  }
  if (!data) return <Skeleton className="h-40" />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
      <OutlookSum outlook={data} />
      {data.shown.length > 0 ? (
        <Shown key={draft.channel} draft={draft} shown={data.shown} />
      ) : null}
    </div>
  );
}

function OutlookSum({ outlook }: { outlook: Outlook }) {
  const t = useTranslations("messages.bulk");
  const { messages, cases, stops, withoutDebtor, leaving, isPartial } = outlook;
  const stopped = stops.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label={t("outlook")} role="status" className="grid gap-2">
      <p className="font-[620]">{t("going", { count: messages, cases })}</p>
      {messages > 0 ? (
        <TermList>
          <LeavingRows leaving={leaving} />
          {stopped > 0 ? (
            <TermRow term={t("stopped", { count: stopped })}>
              <StopChips stops={stops} />
            </TermRow>
          ) : null}
        </TermList>
      ) : (
        <StopChips stops={stops} />
      )}
      {withoutDebtor > 0 ? (
        <p className="text-warning text-xs">{t("withoutDebtor", { count: withoutDebtor })}</p>
      ) : null}
      {isPartial ? <p className="text-ink-2 text-xs">{t("partial", { count: cases })}</p> : null}
    </section>
  );
}

function Shown({ draft, shown }: { draft: MessageDraft; shown: Outlook["shown"] }) {
  const t = useTranslations("messages.bulk");
  const [place, setPlace] = useState(0);
  const one = shown[place];
  const content = contentOf(draft);
  const preview = usePreview(
    content && one ? { ...content, caseId: one.caseId, partyId: one.partyId, address: null } : null,
  );
  if (!one) return null;
  const { deliveryMode, channel } = draft;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2 border-rule border-t pt-3">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 truncate">
          <RefNo value={one.refNo} href={`/cases/${one.caseId}`} />{" "}
          <span className="text-ink-2">{one.debtorName}</span>
        </p>
        <span className="figures text-ink-2 text-xs" aria-live="polite">
          {t("shown", { place: place + 1, count: shown.length })}
        </span>
        <IconButton
          icon={ChevronLeft}
          size="sm"
          label={t("previous")}
          disabled={place === 0}
          onClick={() => setPlace(place - 1)}
        />
        <IconButton
          icon={ChevronRight}
          size="sm"
          label={t("next")}
          disabled={place === shown.length - 1}
          onClick={() => setPlace(place + 1)}
        />
      </div>
      <PreviewPane
        {...{ channel, deliveryMode, shown: preview }}
        pagesHref={draft.templateId === null ? null : letterPages(one.caseId, draft.templateId)}
        isAcknowledged={false}
        onAcknowledge={null}
      />
    </section>
  );
}
