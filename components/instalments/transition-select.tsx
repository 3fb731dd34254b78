"use client";

import { useMemo } from "react";
import { Select } from "../form/select";
import { useProcesses } from "../workflow/processes";

type TransitionSelectProps = {
  value: string | null;
  onChange: (code: string | null) => void;
  /** What it means to choose none. */
  none: string;
};

const NONE = "-";

/** Transitions that the program itself may take, of every process; the engine judges each when it comes. */
export function TransitionSelect({ value, onChange, none }: TransitionSelectProps) {
  const { categories } = useProcesses();
  const options = useMemo(() => {
    const all = categories.flatMap(({ transitions, states }) =>
      transitions
        .filter(({ isBySystem }) => isBySystem)
        .map(({ code, name, to }) => {
          return {
            value: code,
            label: name,
            hint: states.find((state) => state.code === to)?.name,
          };
        }),
    );
    return [...new Map(all.map((option) => [option.value, option])).values()];
  }, [categories]);
  return (
    <Select
      value={value ?? NONE}
      onChange={(code: string) => onChange(code === NONE ? null : code)}
      options={[{ value: NONE, label: none }, ...options]}
    />
  );
}
