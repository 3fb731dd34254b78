"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { HoldKind } from "@/db/values/messages";
import { trpc } from "../api/crm";

type HoldEffectProps = {
  values: {
    caseId?: number | null | undefined;
    claimId?: number | null | undefined;
    partyId?: number | null | undefined;
    kind?: HoldKind | null | undefined;
  };
};

/** Before a hold is put: how many messages that wait it will stop. */
export function HoldEffect({ values: { caseId, claimId, partyId, kind } }: HoldEffectProps) {
  const t = useTranslations("messages");
  const format = useFormatter();
  const isAsked = !claimId && Boolean(caseId || partyId);
  const { data } = trpc.messages.waitingHeld.useQuery(
    { caseId: caseId ?? null, partyId: partyId ?? null, kind: kind ?? "pause" },
    { enabled: isAsked, placeholderData: (before) => before },
  );
  if (claimId) return <p className="text-ink-2">{t("holds.claimStops")}</p>;
  if (!data) return null;
  const channels = format.list(data.channels.map((channel) => t(`channels.${channel}`)));
  return (
    <p role="status" className={data.count > 0 ? "text-warning" : "text-ink-2"}>
      {t("holds.willStop", { count: data.count, channels })}
    </p>
  );
}
