"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { Button } from "../ui/button";
import type { PocketDesk } from "./pocket-desk";
import type { Queued } from "./store";

interface WaitingReplyProps {
  reply: Queued;
  desk: PocketDesk;
}

/** A reply that has not left this device, and why; its writer decides what becomes of it. */
export function WaitingReply({ reply, desk }: WaitingReplyProps) {
  const t = useTranslations("pocket");
  const { held } = reply;
  return (
    <section
      aria-label={t("replyWaits")}
      className="ml-6 grid gap-1.5 rounded-lg border border-edge border-dashed px-3 py-2"
    >
      <p className="text-ink-2 text-xs">
        {t("replyWaits")} · <Instant value={reply.writtenAt} />
      </p>
      <p className="whitespace-pre-line break-words">{reply.text}</p>
      {held ? (
        <>
          <p role="alert" className="text-danger">
            {held.kind === "overtaken" ? t("overtaken") : t("refused", { reason: held.reason })}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button size="lg" className="h-11" onClick={() => void desk.sendAnyway(reply)}>
              {held.kind === "overtaken" ? t("sendAnyway") : t("tryAgain")}
            </Button>
            <Button
              size="lg"
              kind="danger-quiet"
              className="h-11"
              onClick={() => void desk.drop(reply.key)}
            >
              {t("throwAway")}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
