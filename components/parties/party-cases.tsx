"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Badge } from "../ui/badge";
import { CaseState } from "../workflow/case-state";
import { nameIn, type Processes, useProcesses } from "../workflow/processes";
import { PartyBalance } from "./party-balance";
import type { PartyCard, PartyCase } from "./party-card";

/** Cases of the party that the reader may see: role, state, what is owed. */
export function PartyCases({ party }: { party: PartyCard }) {
  const t = useTranslations("parties.card");
  const processes = useProcesses();
  const columns = useCaseColumns(processes);
  const source = useMemo(() => fromRows(party.cases), [party.cases]);
  if (party.cases.length === 0) return <p className="text-ink-2">{t("noCases")}</p>;
  return (
    <div className="-mt-2">
      <DataTable
        label={t("cases")}
        layout="inline"
        source={source}
        columns={columns}
        rowId={(row) => row.caseId}
        rowLabel={(row) => row.refNo}
        rowHref={(row) => `/cases/${row.caseId}`}
        isMuted={(row) => row.archivedAt !== null || row.closedAt !== null}
      />
      {party.hasMoreCases ? <p className="pt-2 text-ink-2">{t("moreCases")}</p> : null}
    </div>
  );
}

function useCaseColumns(processes: Processes): Column<PartyCase>[] {
  const t = useTranslations("parties.card");
  return useMemo(
    () => [
      {
        key: "refNo",
        header: t("caseRefNo"),
        width: 110,
        card: "title",
        cell: (row) => <RefNo value={row.refNo} href={`/cases/${row.caseId}`} />,
      },
      {
        key: "role",
        header: t("caseRole"),
        width: 130,
        card: "meta",
        cell: (row) => {
          const process = processes.of(row.category, row.fields, row.processVersion);
          if (!process && processes.isPending) return null;
          return row.roles.map((role) => nameIn(process?.roles, role)).join(", ");
        },
      },
      {
        key: "state",
        header: t("caseState"),
        card: "meta",
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-1.5">
            {processes.isPending ? null : (
              <CaseState
                process={processes.of(row.category, row.fields, row.processVersion)}
                state={row.state}
              />
            )}
            {row.archivedAt ? <Badge>{t("caseArchived")}</Badge> : null}
            {row.closedAt && !row.archivedAt ? <Badge>{t("caseClosed")}</Badge> : null}
          </span>
        ),
      },
      {
        key: "overdue",
        header: t("caseOverdue"),
        width: 124,
        align: "end",
        cell: (row) => (row.overdueSince ? <Day value={row.overdueSince} /> : null),
      },
      {
        key: "balance",
        header: t("caseBalance"),
        width: 132,
        align: "end",
        card: "aside",
        cell: (row) => <PartyBalance {...row} />,
      },
    ],
    [t, processes],
  );
}
