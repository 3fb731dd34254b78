"use client";

import { Download, Pencil, Trash2, Upload, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useAccount, useMay } from "../access/account";
import type { MenuEntry } from "../ui/menu-entries";
import { downloadOf } from "./document-kind";
import type { TimelineEvent } from "./event";
import type { Asked } from "./event-dialogs";

const WRITTEN = new Set(["note", "task", "work", "call_form", "document"]);

/** The "…" of an event: what this person may do with it. */
export function useEventActions(onAsk: (asked: Asked) => void) {
  const t = useTranslations("timeline");
  const { operatorId } = useAccount();
  const may = useMay();
  return (event: TimelineEvent): MenuEntry[] => {
    if (!WRITTEN.has(event.kind) || !may("cases:edit")) return [];
    const ask = (kind: Exclude<Asked["kind"], "preview" | "message">) => () =>
      onAsk({ kind, event });
    const isOpenTask = event.kind === "task" && event.resolvedAt === null;
    const isEditable = event.kind !== "task" || isOpenTask;
    const isDeletable = event.authorId === operatorId || may("cases:archive");
    return [
      ...documentEntries(event, { t, ask }),
      ...(isEditable ? [{ label: t("actions.edit"), icon: Pencil, onSelect: ask("edit") }] : []),
      ...(isOpenTask && may("tasks:distribute")
        ? [{ label: t("actions.reassign"), icon: UserRound, onSelect: ask("reassign") }]
        : []),
      ...(isDeletable
        ? [
            { kind: "separator" as const },
            {
              label: t("actions.delete"),
              icon: Trash2,
              danger: true,
              onSelect: ask("delete"),
            },
          ]
        : []),
    ];
  };
}

type Tools = {
  t: ReturnType<typeof useTranslations<"timeline">>;
  ask: (kind: "replace") => () => void;
};

function documentEntries(event: TimelineEvent, { t, ask }: Tools): MenuEntry[] {
  const { fileId } = event;
  if (event.kind !== "document" || fileId === null) return [];
  return [
    {
      label: t("document.download"),
      icon: Download,
      onSelect: () => window.location.assign(downloadOf(fileId)),
    },
    { label: t("document.newVersion"), icon: Upload, onSelect: ask("replace") },
  ];
}
