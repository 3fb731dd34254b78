"use client";

import { AlarmClock, CalendarClock, Check, MapPin } from "lucide-react";
import { useLocale, useNow, useTranslations } from "next-intl";
import { useState } from "react";
import { addDays, type Day, dayOf, formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { Avatar } from "../ui/avatar";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { Menu, MoreMenu } from "../ui/menu";
import { Section } from "../ui/section";
import type { TimelineEvent } from "./event";
import type { Asked } from "./event-dialogs";
import { clockOf, isLate } from "./prague-time";
import { ResolveForm } from "./resolve-form";
import { useSnoozeEntries } from "./snooze";
import { useEventActions } from "./use-event-actions";

export type OpenTasksProps = {
  tasks: readonly TimelineEvent[];
  onAsk: (asked: Asked) => void;
};

/** What is still to be done on the case, over its history. */
export function OpenTasks({ tasks, onAsk }: OpenTasksProps) {
  const t = useTranslations("timeline");
  if (tasks.length === 0) return null;
  return (
    <Section level={3} title={t("openTasks")} count={tasks.length}>
      <ul className="-mt-2">
        {tasks.map((task) => (
          <OpenTask key={task.id} task={task} onAsk={onAsk} />
        ))}
      </ul>
    </Section>
  );
}

type OpenTaskProps = { task: TimelineEvent; onAsk: (asked: Asked) => void };

function OpenTask({ task, onAsk }: OpenTaskProps) {
  const t = useTranslations("timeline");
  const may = useMay();
  const [isResolving, setResolving] = useState(false);
  const entries = useEventActions(onAsk)(task);
  const snoozeEntries = useSnoozeEntries();
  const now = useNow({ updateInterval: 60_000 });
  const isAsleep = task.snoozedUntil !== null && task.snoozedUntil > now;
  return (
    <li className="group/task border-rule border-b py-1.5">
      <div className="flex items-start gap-2.5">
        <ResolveButton
          isOn={isResolving}
          isDisabled={!may("tasks:edit")}
          onPress={() => setResolving((before) => !before)}
        />
        <div className={cx("min-w-0 flex-1", isAsleep && "text-ink-2")}>
          <p className="whitespace-pre-wrap">
            {task.priority === "high" ? (
              <span
                className="mr-1.5 font-[650] text-danger"
                role="img"
                aria-label={t("priority.high")}
              >
                !
              </span>
            ) : null}
            <span className="font-[550]">{task.text}</span>
          </p>
          <TaskFacts task={task} now={now} />
        </div>
        <div className="flex shrink-0 items-center gap-0.5">
          {task.assigneeName ? <Avatar name={task.assigneeName} className="mr-1" /> : null}
          {may("tasks:edit") ? (
            <Menu
              align="end"
              entries={snoozeEntries(task, () => onAsk({ kind: "snooze", event: task }))}
              trigger={<IconButton icon={AlarmClock} label={t("actions.snooze")} size="sm" />}
            />
          ) : null}
          {entries.length > 0 ? <MoreMenu entries={entries} /> : null}
        </div>
      </div>
      {isResolving ? (
        <div className="mt-2 ml-7.5">
          <ResolveForm
            task={task}
            onDone={() => setResolving(false)}
            onCancel={() => setResolving(false)}
          />
        </div>
      ) : null}
    </li>
  );
}

type ResolveButtonProps = { isOn: boolean; isDisabled: boolean; onPress: () => void };

/** The round box of a task: empty until there is a result. */
function ResolveButton({ isOn, isDisabled, onPress }: ResolveButtonProps) {
  const t = useTranslations("timeline.actions");
  return (
    <button
      type="button"
      aria-label={t("resolve")}
      title={t("resolve")}
      aria-expanded={isOn}
      disabled={isDisabled}
      onClick={onPress}
      className={cx(
        "relative mt-px inline-flex size-5 shrink-0 items-center justify-center rounded-full border after:absolute after:-inset-1",
        isOn
          ? "border-accent bg-accent text-on-accent"
          : "border-edge bg-surface text-transparent hover:border-accent hover:text-accent",
      )}
    >
      <Check className="size-3" strokeWidth={3} aria-hidden />
    </button>
  );
}

/** When, who, where: one quiet line under a task. */
export function TaskFacts({ task, now }: { task: TimelineEvent; now: Date }) {
  const t = useTranslations("timeline.task");
  const locale = useLocale();
  const dayText = useDayText();
  const { dueAt, snoozedUntil, place } = task;
  const isOverdue = dueAt !== null && isLate({ dueAt, isAllDay: task.isAllDay }, now);
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-2 text-xs">
      {dueAt ? (
        <span
          className={cx(
            "figures inline-flex items-center gap-1",
            isOverdue && "font-[550] text-danger",
          )}
        >
          <CalendarClock className="size-3" aria-hidden />
          {dayText(dayOf(dueAt), dayOf(now))}
          {task.isAllDay ? "" : ` ${clockOf(dueAt)}`}
          {isOverdue ? ` · ${t("overdue")}` : ""}
        </span>
      ) : null}
      {place ? (
        <span className="inline-flex items-center gap-1">
          <MapPin className="size-3" aria-hidden />
          {place}
        </span>
      ) : null}
      <span>{task.assigneeName ? task.assigneeName : t("forNobody")}</span>
      {snoozedUntil && snoozedUntil > now ? (
        <span className="inline-flex items-center gap-1">
          <AlarmClock className="size-3" aria-hidden />
          {t("snoozed", { when: formatDay(dayOf(snoozedUntil), locale) })}
        </span>
      ) : null}
    </p>
  );
}

/** "dnes", "zítra", "včera", else the day itself. */
export function useDayText(): (day: Day, today: Day) => string {
  const t = useTranslations("shell.format");
  const locale = useLocale();
  return (day, today) => {
    if (day === today) return t("today");
    if (day === addDays(today, 1)) return t("tomorrow");
    if (day === addDays(today, -1)) return t("yesterday");
    return formatDay(day, locale);
  };
}
