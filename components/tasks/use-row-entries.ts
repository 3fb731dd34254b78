"use client";

import { AlarmClock, Check, FolderOpen, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { useShortcut } from "../shell/shortcuts";
import type { MenuEntry } from "../ui/menu-entries";
import type { TaskRow } from "./task-row";

/** What a person has asked to do with one task of the list. */
export type AskedOfTask = { kind: "resolve" | "snooze" | "reassign" | "peek"; task: TaskRow };

type Ask = (asked: AskedOfTask) => void;

/** The "…" of a row. */
export function useRowEntries(onAsk: Ask): (task: TaskRow) => MenuEntry[] {
  const t = useTranslations("timeline.actions");
  const may = useMay();
  return (task) => {
    const ask = (kind: AskedOfTask["kind"]) => () => onAsk({ kind, task });
    return [
      { label: t("openCase"), icon: FolderOpen, href: `/cases/${task.caseId}` },
      ...(may("tasks:edit")
        ? [
            { label: t("resolve"), icon: Check, shortcut: "r", onSelect: ask("resolve") },
            { label: t("snooze"), icon: AlarmClock, shortcut: "s", onSelect: ask("snooze") },
          ]
        : []),
      ...(may("tasks:distribute")
        ? [{ label: t("reassign"), icon: UserRound, onSelect: ask("reassign") }]
        : []),
    ];
  };
}

/** `r` resolves and `s` puts off the task on which the keyboard stands. */
export function useInboxKeys(rows: readonly TaskRow[], onAsk: Ask): void {
  const t = useTranslations("timeline.actions");
  const may = useMay();
  const ask = (kind: AskedOfTask["kind"]) => {
    const task = rows[currentRow()];
    if (task && task.resolvedAt === null) onAsk({ kind, task });
  };
  const group = "lists" as const;
  const isOn = may("tasks:edit");
  useShortcut({ keys: "r", label: t("resolve"), group, run: () => ask("resolve") }, isOn);
  useShortcut({ keys: "s", label: t("snooze"), group, run: () => ask("snooze") }, isOn);
}

/** The table keeps exactly one row in the tab order: the one that j and k have come to. */
function currentRow(): number {
  const row = document.querySelector<HTMLElement>('tr[data-row][tabindex="0"]');
  return Number(row?.dataset.row ?? Number.NaN);
}
