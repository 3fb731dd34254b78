"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import type { TextInput } from "./text-input";

export type TypedInputProps<Value> = Omit<
  ComponentProps<typeof TextInput>,
  "value" | "onChange" | "type"
> & {
  value: Value | null;
  /** null = empty or not readable (the text stays for the person to mend). */
  onChange: (value: Value | null) => void;
  /** Told whether what stands in the field can be read; empty counts as readable. */
  onValidity?: (isReadable: boolean) => void;
};

type Rules<Value> = {
  format: (value: Value) => string;
  /** null = cannot be read. */
  parse: (text: string) => Value | null;
};

/** Text while one types, a value when it can be read, tidied up on leaving the field. */
export function useTypedText<Value>(props: TypedInputProps<Value>, rules: Rules<Value>) {
  const { value, onChange, onValidity } = props;
  const [text, setText] = useState(() => (value === null ? "" : rules.format(value)));
  const [isReadable, setReadable] = useState(true);
  const sent = useRef(value);

  useEffect(() => {
    // Someone else changed the value (reset, another field): show it.
    if (value === sent.current) return;
    sent.current = value;
    setText(value === null ? "" : rules.format(value));
    setReadable(true);
  }, [value, rules]);

  function send(next: Value | null, nextText: string): void {
    sent.current = next;
    setText(nextText);
    if (next !== value) onChange(next);
    onValidity?.(next !== null || nextText.trim() === "");
  }

  return {
    text,
    isReadable,
    type: (typed: string) => {
      setReadable(true);
      send(rules.parse(typed), typed);
    },
    leave: () => {
      const parsed = rules.parse(text);
      if (parsed !== null) setText(rules.format(parsed));
      setReadable(parsed !== null || text.trim() === "");
    },
    set: (next: Value) => {
      setReadable(true);
      send(next, rules.format(next));
    },
  };
}
