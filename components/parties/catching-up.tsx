"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { trpc } from "../api/crm";
import { Banner } from "../ui/banner";

const POLL_MS = 3_000;

/**
 * Says that cases still remember an old name of somebody: of one party, or of anybody. Gone when
 * they have caught up, and then the lists are read anew.
 */
export function CatchingUp({ partyId, className }: { partyId?: number; className?: string }) {
  const t = useTranslations("parties");
  const utils = trpc.useUtils();
  const { data } = trpc.parties.catchingUp.useQuery(undefined, {
    refetchInterval: (query) => (query.state.data?.length ? POLL_MS : false),
  });
  const hers = (data ?? []).filter((party) => partyId === undefined || party.partyId === partyId);
  const isBusy = hers.length > 0;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy) void utils.cases.invalidate();
    wasBusy.current = isBusy;
  }, [isBusy, utils]);
  if (!isBusy) return null;
  const names = hers.map(({ fullName }) => fullName).join(", ");
  return (
    <Banner role="status" className={className}>
      {t("catchingUp", { names })}
    </Banner>
  );
}
