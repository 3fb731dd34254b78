"use client";

import { Checkbox } from "../form/checkbox";

type Props<T extends string | number> = {
  legend: string;
  options: readonly { value: T; label: string }[];
  value: readonly T[];
  onChange: (value: T[]) => void;
};

/** Several of a few; none of them means all. */
export function CheckList<T extends string | number>(props: Props<T>) {
  const { legend, options, value, onChange } = props;
  if (options.length === 0) return null;
  return (
    <fieldset>
      <legend className="pb-1 font-[550] text-ink-2">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={value.includes(option.value)}
            onChange={(isOn) =>
              onChange(
                isOn ? [...value, option.value] : value.filter((each) => each !== option.value),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
