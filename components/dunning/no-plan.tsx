"use client";

import { CalendarRange } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { DraftDialog } from "./draft-dialog";

/** No plan is in force: the way to the first one, or to the drafts that wait. */
export function NoPlan() {
  const t = useTranslations("dunning.noPlan");
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const { data: plans } = trpc.dunning.plans.useQuery();
  const hasDrafts = plans?.some(({ state }) => state === "draft");
  return (
    <EmptyState
      icon={CalendarRange}
      title={t("title")}
      actions={
        <>
          <ButtonLink href="/templates">{t("templates")}</ButtonLink>
          {hasDrafts ? (
            <ButtonLink kind="primary" href="/dunning/plans">
              {t("drafts")}
            </ButtonLink>
          ) : may("dunning:edit") ? (
            <Button kind="primary" onClick={() => setAsking(true)}>
              {t("create")}
            </Button>
          ) : null}
        </>
      }
    >
      {t("text")}
      {isAsking ? <DraftDialog hasActive={false} onClose={() => setAsking(false)} /> : null}
    </EmptyState>
  );
}
