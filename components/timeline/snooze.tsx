"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Day, dayOf } from "@/server/kernel/days";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import type { MenuEntry } from "../ui/menu-entries";
import type { TaskRef } from "./event";
import { instantAt, usualDays } from "./prague-time";
import { useTaskActions } from "./use-task-actions";

/** Put off, a task comes back with the beginning of work, not at midnight. */
const MORNING = "07:00";

/** Entries of the menu that puts a task off; `onPick` asks for a day of one's own. */
export function useSnoozeEntries(): (task: TaskRef, onPick: () => void) => MenuEntry[] {
  const t = useTranslations("timeline.actions");
  const { snooze } = useTaskActions();
  return (task, onPick) => {
    const today = dayOf(new Date());
    const until = (day: Day) => () => snooze(task.id, instantAt(day, MORNING));
    const isAsleep = task.snoozedUntil !== null && task.snoozedUntil > new Date();
    const wake: MenuEntry[] = isAsleep
      ? [{ label: t("unsnooze"), onSelect: () => snooze(task.id, null) }, { kind: "separator" }]
      : [];
    return [
      ...wake,
      ...usualDays(today).map(([key, day]) => ({ label: t(key), onSelect: until(day) })),
      { label: t("pickDay"), onSelect: onPick },
    ];
  };
}

type SnoozeDialogProps = { task: TaskRef; onClose: () => void };

/** Asks until when a task is to be out of sight. */
export function SnoozeDialog({ task, onClose }: SnoozeDialogProps) {
  const t = useTranslations("timeline");
  const shell = useTranslations("shell.actions");
  const { snooze } = useTaskActions();
  const today = dayOf(new Date());
  const [day, setDay] = useState<Day | null>(usualDays(today)[0]?.[1] ?? null);
  const isPast = day !== null && day <= today;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("snoozeTitle")}
      description={task.text}
      size="sm"
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (day === null || isPast) return;
          snooze(task.id, instantAt(day, MORNING));
          onClose();
        }}
      >
        <Field
          label={t("fields.snoozeUntil")}
          error={isPast ? t("errors.snooze_past") : undefined}
          required
        >
          <DayInput value={day} onChange={setDay} isAllowed={(each) => each > today} />
        </Field>
        <div className="flex flex-wrap gap-1">
          {usualDays(today).map(([key, pick]) => (
            <Button
              key={key}
              size="sm"
              kind={pick === day ? "secondary" : "quiet"}
              onClick={() => setDay(pick)}
            >
              {t(`picks.${key}`)}
            </Button>
          ))}
        </div>
        <div className="flex justify-end gap-2">
          <DialogClose>
            <Button>{shell("cancel")}</Button>
          </DialogClose>
          <Button type="submit" kind="primary" disabled={day === null || isPast}>
            {t("actions.snooze")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
