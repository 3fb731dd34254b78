"use client";

import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

type NothingAgreedProps = {
  of: "list" | "promises";
  icon: LucideIcon;
  isFiltered: boolean;
  onClear: () => void;
};

/** Nothing in the list: because of the filter, or because nothing was agreed yet. */
export function NothingAgreed({ of, icon, isFiltered, onClear }: NothingAgreedProps) {
  const t = useTranslations();
  if (!isFiltered) {
    return (
      <EmptyState icon={icon} title={t(`instalments.${of}.empty`)}>
        {t(`instalments.${of}.emptyHint`)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t(`instalments.${of}.noMatch`)}
      actions={<Button onClick={onClear}>{t("shell.state.clearFilters")}</Button>}
    />
  );
}
