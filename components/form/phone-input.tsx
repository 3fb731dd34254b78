"use client";

import { TextInput, type TextInputProps } from "./text-input";

/**
 * A phone number as it is dictated; the server's reader checks it and tells mobile from landline.
 * On leaving, nine digits get the prefix of `country`, and digits are grouped in threes.
 */
export function PhoneInput({
  country = "CZ",
  ...props
}: TextInputProps & { country?: "CZ" | "SK" }) {
  return (
    <TextInput
      type="tel"
      inputMode="tel"
      autoComplete="off"
      {...props}
      onBlur={(event) => {
        props.onChange(tidyPhone(props.value, country));
        props.onBlur?.(event);
      }}
      className="figures"
    />
  );
}

const prefixes = { CZ: "+420", SK: "+421" };

/** "777123456" -> "+420 777 123 456"; anything else stays as it was typed. */
export function tidyPhone(text: string, country: "CZ" | "SK"): string {
  const digits = text.replace(/[\s\u00a0()./-]/g, "").replace(/^00/, "+");
  const national = /^\d{9}$/.test(digits) ? `${prefixes[country]}${digits}` : digits;
  return /^\+42[01]\d{9}$/.test(national)
    ? national.replace(/(\d{3})(\d{3})(\d{3})$/, " $1 $2 $3")
    : text;
}
