"use client";

import { Plus, UserRoundCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useAccount, useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { toast } from "../ui/toast";
import { DeputyDialog } from "./deputy-dialog";
import { useCollegialChanged } from "./use-collegial-changed";

export type Deputy = RouterOutput["collegial"]["deputies"][number];
type Asked = { kind: "new" } | { kind: "edit" | "revoke"; deputy: Deputy } | null;

/** Who acts for whom: one's own deputies, and everybody's for those who may. */
export function DeputiesPage() {
  const t = useTranslations("collegial.deputy");
  const may = useMay();
  const [isEverybody, setEverybody] = useState(false);
  const [asked, setAsked] = useState<Asked>(null);
  const query = trpc.collegial.deputies.useQuery({ isEverybody });
  const columns = useDeputyColumns();
  const canChange = useCanChange();
  const source: TableSource<Deputy> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <div className="grid max-w-4xl gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-60 flex-1 text-ink-2">{t("hint")}</p>
        {may("collegial:decide") ? (
          <Button kind="primary" icon={Plus} onClick={() => setAsked({ kind: "new" })}>
            {t("new")}
          </Button>
        ) : null}
      </div>
      {may("deputies:edit") ? (
        <div>
          <Segmented
            label={t("whose")}
            value={isEverybody ? "all" : "own"}
            onChange={(value) => setEverybody(value === "all")}
            options={[
              { value: "own", label: t("own") },
              { value: "all", label: t("all") },
            ]}
          />
        </div>
      ) : null}
      <DataTable
        label={t(isEverybody ? "all" : "own")}
        source={source}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => `${row.principalName}: ${row.deputyName}`}
        isMuted={(row) => row.standing === "over"}
        onPeek={(deputy) => (canChange(deputy) ? setAsked({ kind: "edit", deputy }) : undefined)}
        rowActions={(deputy) =>
          canChange(deputy)
            ? [
                { label: t("edit"), onSelect: () => setAsked({ kind: "edit", deputy }) },
                {
                  label: t("revoke"),
                  danger: true,
                  onSelect: () => setAsked({ kind: "revoke", deputy }),
                },
              ]
            : []
        }
        empty={<EmptyState icon={UserRoundCheck} title={t("empty")} />}
        layout="inline"
        skeletonRows={3}
      />
      {asked ? <Dialogs {...{ asked, isEverybody }} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

type DialogsProps = { asked: NonNullable<Asked>; isEverybody: boolean; onClose: () => void };

function Dialogs({ asked, isEverybody, onClose }: DialogsProps) {
  if (asked.kind === "revoke") return <RevokeDeputy deputy={asked.deputy} onClose={onClose} />;
  const deputy = asked.kind === "edit" ? asked.deputy : null;
  return <DeputyDialog {...{ deputy, onClose }} isForAnybody={isEverybody} />;
}

/** One's own, or anybody's for those who may; for whom one stands in is not one's to change. */
function useCanChange(): (deputy: Deputy) => boolean {
  const may = useMay();
  const { operatorId } = useAccount();
  return (deputy) => may("deputies:edit") || deputy.principalId === operatorId;
}

function useDeputyColumns(): Column<Deputy>[] {
  const t = useTranslations("collegial");
  return useMemo(
    () => [
      {
        key: "principal",
        header: t("deputy.principal"),
        card: "meta",
        cell: (row) => <span className="truncate">{row.principalName}</span>,
      },
      {
        key: "deputy",
        header: t("deputy.deputy"),
        card: "title",
        cell: (row) => <span className="truncate font-[550]">{row.deputyName}</span>,
      },
      {
        key: "kind",
        header: t("deputy.kind"),
        width: 132,
        card: "meta",
        cell: (row) => (row.kind === null ? t("deputy.allKinds") : t(`kind.${row.kind}`)),
      },
      {
        key: "startsOn",
        header: t("deputy.startsOn"),
        width: 112,
        card: "meta",
        cell: (row) => <Day value={row.startsOn} />,
      },
      {
        key: "endsOn",
        header: t("deputy.endsOn"),
        width: 124,
        cell: (row) =>
          row.endsOn === null ? (
            <span className="text-ink-3">{t("deputy.noEnd")}</span>
          ) : (
            <Day value={row.endsOn} />
          ),
      },
      {
        key: "standing",
        header: t("deputy.standing"),
        width: 116,
        card: "aside",
        cell: (row) => (
          <Badge tone={row.standing === "inForce" ? "positive" : "neutral"}>
            {t(`deputy.${row.standing}`)}
          </Badge>
        ),
      },
    ],
    [t],
  );
}

function RevokeDeputy({ deputy, onClose }: { deputy: Deputy; onClose: () => void }) {
  const t = useTranslations("collegial.deputy");
  const errorText = useErrorText();
  const changed = useCollegialChanged();
  const revoke = trpc.collegial.revokeDeputy.useMutation();
  async function confirm(): Promise<void> {
    const isDone = await revoke
      .mutateAsync({ appointmentId: deputy.id, version: deputy.version })
      .then(() => true)
      .catch(() => false);
    await changed();
    if (!isDone) return;
    toast.success(t("revoked"));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={`${t("revoke")}: ${deputy.deputyName}`}
      description={t("revokeHint")}
      confirmLabel={t("revoke")}
      danger
      onConfirm={confirm}
      error={revoke.error ? errorText(revoke.error) : null}
    />
  );
}
