"use client";

import { Undo2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { Banner } from "../ui/banner";
import { Button, ButtonLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { FindingsTable } from "./findings-table";
import type { ImportDetail } from "./import-state";
import { UndoDialog } from "./undo-dialog";

const KEYS = [
  "cases",
  "parties",
  "claims",
  "payments",
  "schedules",
  "events",
  "changedCases",
  "changedParties",
] as const;

const LISTS = {
  cases: "/cases",
  parties: "/parties",
  claims: "/claims",
  payments: "/payments",
  schedules: "/instalments",
};

/** What the import brought, and the way back. */
export function ResultPanel({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports");
  const may = useMay();
  const [isUndoing, setUndoing] = useState(false);
  if (detail.state === "undone") {
    return (
      <Banner tone="info" title={t("result.undone")}>
        {t("result.undoneHint")}
      </Banner>
    );
  }
  return (
    <div className="grid gap-5">
      <Section
        title={t("result.title")}
        actions={
          may("imports:undo") ? (
            <Button kind="danger-quiet" icon={Undo2} onClick={() => setUndoing(true)}>
              {t("undo.action")}
            </Button>
          ) : null
        }
      >
        <Brought detail={detail} />
      </Section>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/imports" kind="primary">
          {t("result.another")}
        </ButtonLink>
      </div>
      <FindingsTable detail={detail} />
      {isUndoing ? <UndoDialog detail={detail} onClose={() => setUndoing(false)} /> : null}
    </div>
  );
}

function Brought({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports.result");
  const format = useFormatter();
  const { result } = detail.totals ?? {};
  const filled = result ? KEYS.filter((key) => result[key] > 0) : [];
  if (!result || filled.length === 0) return <p className="text-ink-2">{t("nothing")}</p>;
  const hrefOf = (key: (typeof KEYS)[number]) =>
    key in LISTS ? `${LISTS[key as keyof typeof LISTS]}?import=${detail.id}` : null;
  return (
    <DefinitionList
      items={filled.map((key) => {
        const href = hrefOf(key);
        return {
          label: t(key),
          value: (
            <span className="flex items-baseline gap-3">
              <b className="figures font-[650]">{format.number(result[key])}</b>
              {href ? (
                <ButtonLink href={href} kind="link">
                  {t("show")}
                </ButtonLink>
              ) : null}
            </span>
          ),
        };
      })}
    />
  );
}
