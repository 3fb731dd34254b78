"use client";

import { Calendar } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useState } from "react";
import { addDays, type Day, dayOf, formatDay } from "@/server/kernel/days";
import { IconButton } from "../ui/icon-button";
import { Popover } from "../ui/popover";
import { CalendarPanel } from "./calendar-panel";
import { TextInput } from "./text-input";
import { readTypedDay } from "./typed-day";
import { type TypedInputProps, useTypedText } from "./typed-input";

export type DayInputProps = TypedInputProps<Day> & {
  /** Days that may not be chosen in the calendar (typing is judged by the form). */
  isAllowed?: (day: Day) => boolean;
};

/** A day typed ("31.1.", "310126") or chosen; in the field t = today, + and − move by a day. */
export function DayInput({ isAllowed, ...props }: DayInputProps) {
  const locale = useLocale();
  const t = useTranslations("shell.form");
  const [isOpen, setOpen] = useState(false);
  const today = dayOf(new Date());
  const rules = useMemo(
    () => ({
      parse: (text: string) => readTypedDay(text, today),
      format: (day: Day) => formatDay(day, locale),
    }),
    [locale, today],
  );
  const typed = useTypedText(props, rules);
  const { value, onChange: _onChange, onValidity: _onValidity, ...rest } = props;

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = dayOfKey(event.key, { value, today, text: typed.text });
    if (target) typed.set(target);
    else if (event.key === "ArrowDown") setOpen(true);
    else return;
    event.preventDefault();
  }

  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      {...(typed.isReadable ? {} : { "aria-invalid": true })}
      value={typed.text}
      onChange={typed.type}
      onBlur={(event) => {
        typed.leave();
        props.onBlur?.(event);
      }}
      onKeyDown={press}
      className="figures"
      suffix={
        <Popover
          open={isOpen}
          onOpenChange={setOpen}
          align="end"
          label={t("chooseDay")}
          className="p-2!"
          trigger={
            <IconButton
              icon={Calendar}
              size="sm"
              label={t("chooseDay")}
              disabled={props.disabled || props.readOnly}
              className="h-5.5!"
            />
          }
        >
          <CalendarPanel
            value={value}
            today={today}
            isAllowed={isAllowed}
            onChoose={(day) => {
              typed.set(day);
              setOpen(false);
            }}
          />
        </Popover>
      }
    />
  );
}

type Typing = { value: Day | null; today: Day; text: string };

/** Where t, + and - lead; null for any other key. */
function dayOfKey(key: string, { value, today, text }: Typing): Day | null {
  const from = value ?? today;
  if (key === "t") return today;
  if (key === "+") return addDays(from, 1);
  // In the middle of typing "2026-01-31" the minus is a character like any other.
  if (key === "-" && (value !== null || text === "")) return addDays(from, -1);
  return null;
}
