"use client";

import { Play, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { useMay } from "../access/account";
import { useErrorText } from "../form/error-text";
import { RegistersHead } from "../registers/registers-head";
import { PageBody } from "../shell/page-header";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { Button } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { type BulkCheck, isOpen } from "./bulk";
import { BulkChanges } from "./bulk-changes";
import { useBulkColumns } from "./bulk-columns";
import { BulkDialog } from "./bulk-dialog";
import { RunningBulk } from "./running-bulk";
import { useBulkChecks } from "./use-bulk-checks";

/** Checks of everybody who answers for open cases: what is at work, what was, and what it found. */
export function BulkPage() {
  const t = useTranslations("insolvency.bulk");
  const may = useMay();
  const errorText = useErrorText();
  const query = useBulkChecks();
  const source = fromInfiniteQuery<BulkCheck>(query);
  const columns = useBulkColumns();
  const [isAsking, setAsking] = useState(false);
  const [runId, setRunId] = useQueryState("run", parseAsInteger);
  const running = source.rows.filter(isOpen);
  return (
    <>
      <RegistersHead
        actions={
          may("registers:check") ? (
            <Button icon={Play} kind="primary" onClick={() => setAsking(true)}>
              {t("start")}
            </Button>
          ) : null
        }
      />
      <PageBody>
        <div className="grid gap-6">
          <p className="text-ink-2">{t("hint")}</p>
          {running.length > 0 ? (
            <Section title={t("running")} count={running.length}>
              <ul className="grid gap-4">
                {running.map((run) => (
                  <RunningBulk key={run.id} run={run} onLook={() => void setRunId(run.id)} />
                ))}
              </ul>
            </Section>
          ) : null}
          <Section title={t("history")}>
            {query.error ? (
              <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
            ) : (
              <DataTable
                label={t("history")}
                layout="inline"
                source={source}
                columns={columns}
                rowId={(run) => run.id}
                rowLabel={(run) => t("named", { id: run.id })}
                onPeek={(run) => void setRunId(run.id)}
                empty={
                  <EmptyState icon={ShieldCheck} title={t("empty")}>
                    {t("emptyHint")}
                  </EmptyState>
                }
              />
            )}
          </Section>
        </div>
      </PageBody>
      {isAsking ? <BulkDialog onClose={() => setAsking(false)} /> : null}
      {runId === null ? null : <BulkChanges runId={runId} onClose={() => void setRunId(null)} />}
    </>
  );
}
