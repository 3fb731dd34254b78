"use client";

import { type LucideIcon, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

export type ListEmptyProps = {
  room: "claims" | "payments";
  icon: LucideIcon;
  isFiltered: boolean;
  onClear: () => void;
};

/** Nothing in the list: because of the filter, or because nothing was booked yet. */
export function ListEmpty({ room, icon, isFiltered, onClear }: ListEmptyProps) {
  const t = useTranslations();
  const may = useMay();
  if (isFiltered) {
    return (
      <EmptyState
        title={t(`${room}.list.noMatch`)}
        actions={<Button onClick={onClear}>{t("shell.state.clearFilters")}</Button>}
      >
        {t("shell.state.noMatchText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title={t(`${room}.list.empty`)}
      actions={
        may("imports:run") ? (
          <ButtonLink href="/imports" icon={Upload}>
            {t("shell.create.import")}
          </ButtonLink>
        ) : null
      }
    >
      {t(`${room}.list.emptyHint`)}
    </EmptyState>
  );
}
