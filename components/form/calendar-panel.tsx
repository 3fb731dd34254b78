"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { addMonths, type Day, dateOf } from "@/server/kernel/days";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { isSameMonth, monthGrid, monthStart, moveInCalendar } from "./calendar";

export type CalendarPanelProps = {
  value: Day | null;
  today: Day;
  onChoose: (day: Day) => void;
  isAllowed?: (day: Day) => boolean;
};

/** One month, Monday first; arrows, Home, End, Page keys move, Enter chooses. */
export function CalendarPanel({ value, today, onChoose, isAllowed }: CalendarPanelProps) {
  const t = useTranslations("shell.calendar");
  const format = useFormatter();
  const [focused, setFocused] = useState<Day>(value ?? today);
  const grid = useRef<HTMLDivElement>(null);
  const days = monthGrid(focused);
  const month = format.dateTime(noon(monthStart(focused)), { month: "long", year: "numeric" });

  useEffect(() => {
    grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
  }, [focused]);

  function press(event: KeyboardEvent): void {
    const next = moveInCalendar(focused, event.key);
    if (!next) return;
    event.preventDefault();
    setFocused(next);
  }

  return (
    <div className="w-58 select-none">
      <div className="mb-1 flex items-center">
        <span className="flex-1 px-1 font-[600] first-letter:uppercase" aria-live="polite">
          {month}
        </span>
        <IconButton
          icon={ChevronLeft}
          size="sm"
          label={t("previousMonth")}
          onClick={() => setFocused(addMonths(focused, -1))}
        />
        <IconButton
          icon={ChevronRight}
          size="sm"
          label={t("nextMonth")}
          onClick={() => setFocused(addMonths(focused, 1))}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a date grid moves focus, a table does not. */}
      <div ref={grid} role="grid" aria-label={month} tabIndex={-1} onKeyDown={press}>
        <Weekdays days={days.slice(0, 7)} />
        {[0, 1, 2, 3, 4, 5].map((week) => (
          // biome-ignore lint/a11y/useSemanticElements: see the grid.
          // biome-ignore lint/a11y/useFocusableInteractive: focus moves from day to day.
          <div key={week} role="row" className="grid grid-cols-7">
            {days.slice(week * 7, week * 7 + 7).map((day) => (
              <DayCell
                key={day}
                day={day}
                isTabStop={day === focused}
                isChosen={day === value}
                isToday={day === today}
                isOutside={!isSameMonth(day, focused)}
                disabled={isAllowed ? !isAllowed(day) : false}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
      </div>
      <div className="mt-1 flex items-center justify-between border-rule border-t pt-1.5">
        <Button size="sm" kind="quiet" onClick={() => onChoose(today)}>
          {t("today")}
        </Button>
        <span className="text-2xs text-ink-3">{t("hint")}</span>
      </div>
    </div>
  );
}

/** Noon keeps a day on its date in every time zone. */
function noon(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

function Weekdays({ days }: { days: Day[] }) {
  const format = useFormatter();
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    // biome-ignore lint/a11y/useFocusableInteractive: a heading row is not focused.
    <div role="row" className="grid grid-cols-7">
      {days.map((day) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        // biome-ignore lint/a11y/useFocusableInteractive: a heading is not focused.
        <span
          key={day}
          role="columnheader"
          aria-label={format.dateTime(noon(day), { weekday: "long" })}
          className="caption flex h-6 items-center justify-center"
        >
          {format.dateTime(noon(day), { weekday: "short" })}
        </span>
      ))}
    </div>
  );
}

type DayCellProps = {
  day: Day;
  isTabStop: boolean;
  isChosen: boolean;
  isToday: boolean;
  isOutside: boolean;
  disabled: boolean;
  onChoose: (day: Day) => void;
};

function DayCell({
  day,
  isTabStop,
  isChosen,
  isToday,
  isOutside,
  disabled,
  onChoose,
}: DayCellProps) {
  const format = useFormatter();
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus.
    <span role="gridcell" aria-selected={isChosen}>
      <button
        type="button"
        data-day={day}
        data-autofocus={isTabStop || undefined}
        tabIndex={isTabStop ? 0 : -1}
        disabled={disabled}
        aria-label={format.dateTime(noon(day), { dateStyle: "full" })}
        aria-current={isToday ? "date" : undefined}
        onClick={() => onChoose(day)}
        className={cx(
          "figures flex h-7 w-full items-center justify-center rounded-md disabled:opacity-40 coarse:h-9",
          isChosen ? "bg-accent font-[600] text-on-accent" : "hover:bg-hover",
          !isChosen && isOutside && "text-ink-3",
          isToday && !isChosen && "font-[650] text-accent underline underline-offset-4",
        )}
      >
        {dateOf(day)}
      </button>
    </span>
  );
}
