"use client";

import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { ActionLog } from "../configuration/action-log";
import { FileTrouble } from "../configuration/file-trouble";
import { Segmented } from "../ui/segmented";
import { DeliveryLog } from "./delivery-log";
import { DeliverySheet } from "./delivery-sheet";
import { EndpointList } from "./endpoint-list";
import { LogDays } from "./log-days";

const LOGS = ["deliveries", "actions"] as const;

/** Both ways in which the customer's programs are called, with how long that is remembered. */
function Logs({ onShow }: { onShow: (deliveryId: number) => void }) {
  const t = useTranslations("triggers.logs");
  const [log, setLog] = useQueryState("log", parseAsStringLiteral(LOGS).withDefault("deliveries"));
  const switcher = (
    <Segmented
      label={t("label")}
      value={log}
      onChange={(next) => void setLog(next)}
      options={LOGS.map((value) => ({ value, label: t(value) }))}
    />
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {log === "deliveries" ? (
        <DeliveryLog switcher={switcher} onShow={onShow} />
      ) : (
        <ActionLog switcher={switcher} />
      )}
      <LogDays />
    </div>
  );
}

/** What the customer's programs are told: how they answer, and the log of it. */
export function TriggersPage() {
  const t = useTranslations("triggers");
  const [shown, setShown] = useState<number | null>(null);
  return (
    <div className="grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-5">
      <p className="text-ink-2">{t("hint")}</p>
      <FileTrouble />
      <EndpointList />
      <Logs onShow={setShown} />
      {shown === null ? null : <DeliverySheet deliveryId={shown} onClose={() => setShown(null)} />}
    </div>
  );
}
