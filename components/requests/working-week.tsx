"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";

export type Week = [string, string][][];
const DAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** [["08:00", "12:00"]] as people write it: "08:00–12:00". */
const textOf = (hours: Week[number]): string =>
  hours.map(([from, to]) => `${from}–${to}`).join(", ");

/** What cannot be read stays as it was written: the form says so at its field. */
function hoursOf(text: string): Week[number] {
  return text
    .split(/[,;]/)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [from = "", to = ""] = part.split(/[-–—]/).map((time) => padded(time.trim()));
      return [from, to];
    });
}

const padded = (time: string): string =>
  /^\d{1,2}$/.test(time) ? `${time.padStart(2, "0")}:00` : time.replace(/^(\d):/, "0$1:");

type Props = {
  value: Week;
  onChange: (week: Week) => void;
  errors: Readonly<Record<string, string>>;
};

/** When people work, a line a day; an empty one is a day off. */
export function WorkingWeek({ value, onChange, errors }: Props) {
  const t = useTranslations("requests.promises");
  const [texts, setTexts] = useState(() => DAYS.map((_, at) => textOf(value[at] ?? [])));
  const write = (at: number, text: string) => {
    const next = texts.with(at, text);
    setTexts(next);
    onChange(next.map(hoursOf));
  };
  return (
    <fieldset>
      <legend className="pb-1 font-[550] text-ink-2">{t("hours")}</legend>
      <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
        {DAYS.map((day, at) => (
          <Field
            key={day}
            label={t(`days.${day}`)}
            error={errorAt(errors, `workingWeek.${at}`) ?? (at === 0 ? errors.workingWeek : null)}
          >
            <TextInput
              value={texts[at] ?? ""}
              onChange={(text) => write(at, text)}
              placeholder={t("dayOff")}
              autoComplete="off"
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

const errorAt = (errors: Readonly<Record<string, string>>, path: string): string | undefined =>
  Object.entries(errors).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1];
