"use client";

import { Briefcase } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** Nothing in the list: because of the filter, or because the register is new. */
export function CaseListEmpty(props: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations();
  const may = useMay();
  if (props.isFiltered) {
    return (
      <EmptyState
        title={t("cases.list.noMatch")}
        actions={<Button onClick={props.onClear}>{t("shell.state.clearFilters")}</Button>}
      >
        {t("shell.state.noMatchText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Briefcase}
      title={t("cases.list.empty")}
      actions={
        <>
          {may("imports:run") ? (
            <ButtonLink href="/imports">{t("cases.list.import")}</ButtonLink>
          ) : null}
          {may("cases:open") ? (
            <ButtonLink href="/cases/new" kind="primary">
              {t("cases.new")}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {t("cases.list.emptyHint")}
    </EmptyState>
  );
}
