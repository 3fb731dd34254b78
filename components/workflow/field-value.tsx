"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isDay } from "@/server/kernel/days";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { nameIn, type ProcessField } from "./processes";

export type FieldValueProps = {
  field: ProcessField;
  value: unknown;
  /** Of money without a currency of its own. */
  currency?: "CZK" | "EUR";
};

/** A typed value of a case as people read it; nothing for an empty one. */
export function FieldValue({ field, value, currency = "CZK" }: FieldValueProps): ReactNode {
  const t = useTranslations("workflow.values");
  const format = useFormatter();
  if (value === null || value === undefined || value === "") return null;
  switch (field.type) {
    case "money":
      return typeof value === "number" ? (
        <Money amountMinor={value} currency={field.currency ?? currency} emphasis="none" />
      ) : null;
    case "day":
      return isDay(value) ? <Day value={value} /> : String(value);
    case "number":
      return typeof value === "number" ? (
        <span className="figures">{format.number(value, { maximumFractionDigits: 4 })}</span>
      ) : null;
    case "boolean":
      return value === true ? t("yes") : t("no");
    case "choice":
      return nameIn(field.choices, String(value));
    case "note":
      return <span className="whitespace-pre-line">{String(value)}</span>;
    default:
      return String(value);
  }
}
