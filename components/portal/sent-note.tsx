"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Banner } from "../ui/banner";

/** Number of the request that was opened a moment ago, on the page that led here. */
let justSent: string | null = null;

export function noteSent(refNo: string): void {
  justSent = refNo;
}

/** That a new request has arrived, and its number: on the page it leads to, until one leaves it. */
export function SentNote({ refNo }: { refNo: string }) {
  const t = useTranslations("portal.requests");
  const [isSent, setSent] = useState(false);
  useEffect(() => {
    if (justSent === refNo) setSent(true);
    justSent = null;
  }, [refNo]);
  return (
    <div role="status" className="empty:sr-only">
      {isSent ? <Banner tone="positive">{t("sent", { refNo })}</Banner> : null}
    </div>
  );
}
