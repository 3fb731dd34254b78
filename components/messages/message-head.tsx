"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { StateChip } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { channelIcon, stateTone } from "./channel";
import { CancelDialog, DecideDialog } from "./decide-dialog";
import { DismissDialog, FileDialog } from "./file-dialog";
import type { Message } from "./message-detail";

type Asked = "decide" | "cancel" | "file" | "dismiss";

/** Where a message stands, and the question that it asks. */
export function MessageHead({ message }: { message: Message }) {
  const t = useTranslations("messages");
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { channel, state, direction } = message;
  const Icon = channelIcon[channel];
  const canSend = may("messages:send");
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="inline-flex items-center gap-1.5 font-[600]">
          <Icon className="size-4 text-ink-3" aria-hidden />
          {t(`channels.${channel}`)}
        </span>
        <StateChip tone={stateTone[state]} look="wash">
          {t(`states.${state}`)}
        </StateChip>
        <span className="text-ink-2">{t(`directions.${direction}`)}</span>
        {canSend && direction === "outbound" && state === "waiting" ? (
          <Button size="sm" className="ml-auto" onClick={() => setAsked("cancel")}>
            {t("decide.cancel")}
          </Button>
        ) : null}
      </p>
      <ComingStops message={message} />
      <Question message={message} onAsk={canSend ? setAsked : null} />
      {asked ? <Dialogs {...{ asked, message }} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

/** It waits, and will not leave: said while something can still be done about it. */
function ComingStops({ message }: { message: Message }) {
  const t = useTranslations("messages");
  const locale = useLocale();
  if (message.comingStops.length === 0) return null;
  return (
    <Banner tone="warning" title={t("detail.willNotLeave")}>
      {message.comingStops.map(({ reason: code, hold }) => {
        const reason = t(`stops.${code}`);
        if (!hold) return <p key={code}>{t("detail.stoppedBy", { reason })}</p>;
        const until = hold.untilOn ? formatDay(hold.untilOn, locale) : "open";
        const name = hold.createdByName ?? "nobody";
        const said = { reason, words: hold.reason, until, name };
        return <p key={code}>{t("detail.stoppedByHold", said)}</p>;
      })}
      <p className="text-ink-2 text-xs">{t("detail.stopEnds")}</p>
    </Banner>
  );
}

type QuestionProps = { message: Message; onAsk: ((asked: Asked) => void) | null };

function Question({ message, onAsk }: QuestionProps) {
  const t = useTranslations("messages");
  const { state, direction, isDismissed } = message;
  if (state === "unfiled" && isDismissed) return <Banner>{t("inbound.isDismissed")}</Banner>;
  if (state === "unfiled") {
    const actions = onAsk ? (
      <>
        <Button size="sm" onClick={() => onAsk("file")}>
          {t("inbound.file")}
        </Button>
        <Button size="sm" kind="quiet" onClick={() => onAsk("dismiss")}>
          {t("inbound.dismiss")}
        </Button>
      </>
    ) : null;
    return (
      <Banner tone="warning" actions={actions}>
        {t("detail.fileInbound")}
      </Banner>
    );
  }
  if (direction !== "outbound" || (state !== "uncertain" && state !== "refused")) return null;
  return (
    <Banner
      tone={state === "uncertain" ? "warning" : "danger"}
      title={t(state === "uncertain" ? "decide.uncertainTitle" : "decide.refusedTitle")}
      actions={
        onAsk ? (
          <Button size="sm" onClick={() => onAsk("decide")}>
            {t("decide.action")}
          </Button>
        ) : null
      }
    >
      {t("decide.text")}
    </Banner>
  );
}

function Dialogs(props: { asked: Asked; message: Message; onClose: () => void }) {
  const { asked, message, onClose } = props;
  const one = { messageId: message.id, onClose };
  switch (asked) {
    case "decide":
      return <DecideDialog {...one} />;
    case "cancel":
      return <CancelDialog {...one} />;
    case "file":
      return <FileDialog {...one} />;
    case "dismiss":
      return <DismissDialog {...one} />;
  }
}
