"use client";

import {
  BookOpenText,
  Calculator,
  CircleStop,
  Eraser,
  FileX2,
  HandCoins,
  Percent,
  Plus,
  QrCode,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import type { MenuEntry } from "../ui/menu-entries";
import type { Asked } from "./case-claims-dialogs";
import { qrOfClaim } from "./payment-qr-of";
import type { Claim } from "./rows";
import { useFlatCosts } from "./use-flat-costs";

type ActionsOf = { caseId: number; onAsk: (asked: Asked) => void };

/** What one may do with a claim of the case, as its menu lists it. */
export function useClaimActions({ caseId, onAsk }: ActionsOf): (claim: Claim) => MenuEntry[] {
  const t = useTranslations("claims.actions");
  const qrLabel = useTranslations("paymentCodes")("open");
  const may = useMay();
  const flatCosts = useFlatCosts(caseId);
  // What grows explains itself and is ended from where it was started.
  const interestEntries = (claim: Claim): MenuEntry[] => {
    const component = claim.components.find(
      ({ kind, interest }) => kind === "lateInterest" && interest?.toOn === null,
    );
    if (!component) {
      const onSelect = () => onAsk({ kind: "interest", claim });
      return [{ label: t("interest"), icon: Percent, onSelect }];
    }
    const target = { claim, component };
    const explain = () => onAsk({ kind: "explain", target, onDay: null });
    const stop = () => onAsk({ kind: "stopInterest", target });
    return [
      { label: t("explain"), icon: Calculator, onSelect: explain },
      ...(may("claims:reverse")
        ? [{ label: t("stopInterest"), icon: CircleStop, onSelect: stop }]
        : []),
    ];
  };
  return (claim) => [
    {
      label: t("account"),
      icon: BookOpenText,
      onSelect: () => onAsk({ kind: "account", claim }),
    },
    { label: qrLabel, icon: QrCode, onSelect: () => onAsk({ kind: "qr", qr: qrOfClaim(claim) }) },
    ...(may("claims:pay")
      ? [{ label: t("pay"), icon: HandCoins, onSelect: () => onAsk({ kind: "payment", claim }) }]
      : []),
    ...(may("claims:edit")
      ? [
          { label: t("charge"), icon: Plus, onSelect: () => onAsk({ kind: "charge", claim }) },
          ...flatCosts(claim),
          ...interestEntries(claim),
        ]
      : []),
    ...(may("claims:waive") && claim.balanceMinor > 0
      ? [
          {
            label: t("waive"),
            icon: Eraser,
            onSelect: () => onAsk({ kind: "lower" as const, claim, how: "waiver" as const }),
          },
          {
            label: t("writeOff"),
            icon: FileX2,
            onSelect: () => onAsk({ kind: "lower" as const, claim, how: "writeOff" as const }),
          },
        ]
      : []),
  ];
}
