"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DeliveryLog } from "./delivery-log";
import { DeliverySheet } from "./delivery-sheet";
import { EndpointList } from "./endpoint-list";

/** What the customer's programs are told: how they answer, and the log of it. */
export function TriggersPage() {
  const t = useTranslations("triggers");
  const [shown, setShown] = useState<number | null>(null);
  return (
    <div className="grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-5">
      <p className="text-ink-2">{t("hint")}</p>
      <EndpointList />
      <DeliveryLog onShow={setShown} />
      {shown === null ? null : <DeliverySheet deliveryId={shown} onClose={() => setShown(null)} />}
    </div>
  );
}
