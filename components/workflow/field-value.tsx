"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { TextLink } from "../ui/button";
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
    case "user":
      return <UserName id={Number(value)} />;
    case "party":
      return <PartyName id={Number(value)} />;
    default:
      return String(value);
  }
}

function UserName({ id }: { id: number }) {
  const colleagues = trpc.cases.colleagues.useQuery(undefined, { staleTime: 60_000 });
  return colleagues.data?.find((each) => each.id === id)?.name ?? null;
}

function PartyName({ id }: { id: number }) {
  const party = trpc.parties.get.useQuery({ partyId: id });
  if (!party.data) return null;
  return <TextLink href={`/parties/${id}`}>{party.data.fullName}</TextLink>;
}
