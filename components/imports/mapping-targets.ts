import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DEFAULT_LOCALE, isLocale } from "@/server/kernel/locale";
import type { RouterInput } from "../api/crm";
import type { ImportDetail } from "./import-state";

export type Mapping = RouterInput["imports"]["map"]["mapping"];
export type Target = Mapping[number]["target"];

export interface TargetOption {
  value: string;
  label: string;
  hint?: string;
  target: Target;
}

/** One text for a target, as a list of options wants it. */
export function targetValue(target: Target): string {
  if (target.to === "ignore") return "ignore";
  return `${target.to}:${target.to === "extra" ? target.name : target.key}`;
}

/** Everything a column may be led to: known columns, fields of the process, free data, nowhere. */
export function useTargets(detail: ImportDetail): (header: string) => TargetOption[] {
  const t = useTranslations("imports.map");
  const locale = useLocaleKey();
  return useMemo(() => {
    const known = detail.columns.map(
      ({ key, names, example }): TargetOption => ({
        ...{ value: `column:${key}`, label: names[locale], target: { to: "column", key } },
        ...(example ? { hint: example } : {}),
      }),
    );
    const takesData = detail.kind === "cases" || detail.kind === "case-data";
    const fields = (takesData ? detail.preview.fields : []).map(
      ({ key, names }): TargetOption => ({
        value: `field:${key}`,
        label: t("field", { name: names[locale] }),
        target: { to: "field", key },
      }),
    );
    const ignore: TargetOption = { value: "ignore", label: t("ignore"), target: { to: "ignore" } };
    return (header) => {
      if (!takesData || header === "") return [ignore, ...known, ...fields];
      const extra: TargetOption = {
        value: `extra:${header}`,
        label: t("extra", { name: header }),
        target: { to: "extra", name: header },
      };
      return [ignore, extra, ...known, ...fields];
    };
  }, [detail.columns, detail.kind, detail.preview.fields, locale, t]);
}

/** Names of required columns that nothing is led to yet, one line for each want. */
export function useMissingColumns(detail: ImportDetail, mapping: Mapping): string[] {
  const t = useTranslations("imports.map");
  const locale = useLocaleKey();
  const mapped = new Set(
    mapping.flatMap(({ target }) => (target.to === "column" ? [target.key] : [])),
  );
  const nameOf = (key: string) =>
    detail.columns.find((column) => column.key === key)?.names[locale] ?? key;
  return detail.required
    .filter((keys) => !keys.some((key) => mapped.has(key)))
    .map((keys) => keys.map(nameOf).reduce((a, b) => t("either", { a, b })));
}

function useLocaleKey() {
  const locale = useLocale();
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
}
