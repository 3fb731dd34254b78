"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { formatDay, formatInstant, isDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { formatAmount, formatMoney, isCurrency } from "@/server/kernel/money";
import type { AuditEntry } from "./audit-page";

type Record_ = Record<string, unknown>;
type LooseTranslator = ((key: string) => string) & { has(key: string): boolean };

export interface AuditChange {
  key: string;
  label: string;
  before: string;
  after: string;
}

const SUMMARY_CHANGES_MAX = 3;
const VALUE_LENGTH_MAX = 400;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Text of one value as a person reads it. `context` is the record it stands in (for the currency). */
export function valueText(value: unknown, { key, record, locale, yes, no }: ValueContext): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number" && key.endsWith("Minor")) {
    const currency = isCurrency(record.currency) ? record.currency : null;
    return currency ? formatMoney(value, currency, locale) : formatAmount(value, locale);
  }
  if (typeof value === "string") {
    if (isDay(value)) return formatDay(value, locale);
    if (INSTANT.test(value)) return formatInstant(new Date(value), locale);
    return value;
  }
  if (Array.isArray(value)) {
    const context = { key, record, locale, yes, no };
    return value.map((each) => valueText(each, context)).join(", ") || "–";
  }
  if (typeof value === "object") {
    const inner = value as Record_;
    return Object.entries(inner)
      .map(
        ([name, each]) =>
          `${name}: ${valueText(each, { key: name, record: inner, locale, yes, no })}`,
      )
      .join("; ");
  }
  return String(value);
}

interface ValueContext {
  key: string;
  record: Record_;
  locale: Locale;
  yes: string;
  no: string;
}

const cut = (text: string) =>
  text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)}…` : text;

/** Words for what the audit holds as codes; a code without a word is shown as it is. */
export function useAuditWords() {
  const t = useTranslations("audit");
  const roles = useTranslations("shell.roles");
  const locale = useLocale();
  return useMemo(() => {
    // Actions and fields are data of every room, so their keys cannot be typed.
    const loose = t as unknown as LooseTranslator;
    const looseRoles = roles as unknown as LooseTranslator;
    const word = (key: string, code: string) => (loose.has(key) ? loose(key) : code);
    const label = (key: string) => word(`fields.${key}`, key);
    const read = (value: unknown, key: string, record: Record_) => {
      if (key === "role" && typeof value === "string" && looseRoles.has(value)) {
        return looseRoles(value);
      }
      return cut(valueText(value, { key, record, locale, yes: t("yes"), no: t("no") }));
    };
    const changes = ({ before, after }: Pick<AuditEntry, "before" | "after">): AuditChange[] => {
      const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
      return [...keys].map((key) => ({
        key,
        label: label(key),
        before: read(before?.[key], key, before ?? {}),
        after: read(after?.[key], key, after ?? {}),
      }));
    };
    return {
      action: (action: string) => word(`actions.${action}`, action),
      entity: (entity: string) => word(`entities.${entity}`, entity),
      actor: ({ actorKind, actorId, actorName }: AuditEntry) =>
        actorKind === "system" && actorId === null ? `${t("system")} · ${actorName}` : actorName,
      changes,
      summary: (entry: AuditEntry) => {
        const all = changes(entry);
        const few = all.slice(0, SUMMARY_CHANGES_MAX);
        const texts = few.map(({ label, before, after }) =>
          before === "–" ? `${label}: ${after}` : `${label}: ${before} → ${after}`,
        );
        return texts.join(" · ") + (all.length > few.length ? " …" : "");
      },
    };
  }, [t, roles, locale]);
}
