"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { type Currency, formatAmount, parseMoney } from "@/server/kernel/money";
import { cx } from "../ui/cx";
import { TextInput } from "./text-input";
import { type TypedInputProps, useTypedText } from "./typed-input";

export type NumberInputProps = TypedInputProps<number> & {
  /** How many digits after the comma are read and shown. */
  decimals?: number;
};

/** A plain number, decimal comma or point. */
export function NumberInput({ decimals = 0, ...props }: NumberInputProps) {
  const locale = useLocale();
  const rules = useMemo(
    () => ({
      parse: (text: string) => {
        const plain = text
          .replace(/[\s\u00a0]/g, "")
          .replace("−", "-")
          .replace(",", ".");
        if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
        const number = Number(plain);
        return Number.isFinite(number) ? Number(number.toFixed(decimals)) : null;
      },
      format: (value: number) => {
        const text = String(value);
        return locale === "en" ? text : text.replace(".", ",");
      },
    }),
    [decimals, locale],
  );
  return <TypedText props={props} typed={useTypedText(props, rules)} />;
}

export type MoneyInputProps = TypedInputProps<number> & {
  currency: Currency;
};

/** An amount as Czechs write it ("1 234,50", "5000,-"); the value is in minor units. */
export function MoneyInput({ currency, ...props }: MoneyInputProps) {
  const locale = useLocale();
  const rules = useMemo(
    () => ({
      parse: (text: string) => {
        const parsed = parseMoney(text.trim(), { currency });
        if (!parsed.ok || (parsed.value.currency ?? currency) !== currency) return null;
        return parsed.value.amountMinor;
      },
      format: (amountMinor: number) => formatAmount(amountMinor, locale),
    }),
    [currency, locale],
  );
  const symbol = currency === "EUR" ? "€" : "Kč";
  return (
    <TypedText
      props={{ ...props, suffix: <span className="pr-1.5">{symbol}</span> }}
      typed={useTypedText(props, rules)}
    />
  );
}

type TypedTextProps = {
  props: TypedInputProps<number>;
  typed: ReturnType<typeof useTypedText<number>>;
};

function TypedText({ props, typed }: TypedTextProps) {
  const { value: _value, onChange: _onChange, onValidity: _onValidity, ...rest } = props;
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      {...(typed.isReadable ? {} : { "aria-invalid": true })}
      value={typed.text}
      onChange={typed.type}
      onBlur={(event) => {
        typed.leave();
        props.onBlur?.(event);
      }}
      className={cx("figures text-right", props.className)}
    />
  );
}
