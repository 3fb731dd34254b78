"use client";

import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import type { MenuEntry } from "../ui/menu-entries";
import type { TimelineEvent } from "./event";
import type { Asked } from "./event-dialogs";

/** A document of a case is a client's to see once a person says so. */
export function useShowEntries(onAsk: (asked: Asked) => void) {
  const t = useTranslations("papers.show");
  const may = useMay();
  return (event: TimelineEvent): MenuEntry[] => {
    if (event.kind !== "document" || event.fileId === null || !may("cases:edit")) return [];
    const onSelect = () => onAsk({ kind: "show", event });
    return [{ label: t("action"), icon: MonitorSmartphone, onSelect }];
  };
}
