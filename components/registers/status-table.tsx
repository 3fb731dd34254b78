"use client";

import { Pencil, Plus, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";
import { type RouterOutput, trpc } from "../api/crm";
import { Switch } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import type { MenuEntry } from "../ui/menu-entries";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { StatusDialog } from "./status-dialog";
import { useRegistersChanged } from "./use-check";

export type Status = RouterOutput["registers"]["statuses"][number];

/** Which states of a proceeding mean that the debtor still is insolvent; what ships can be changed. */
export function StatusTable() {
  const t = useTranslations("registers");
  const query = trpc.registers.statuses.useQuery();
  const [edited, setEdited] = useState<Status | InsolvencyRegister | null>(null);
  return (
    <Section title={t("statuses.title")} hint={t("statuses.hint")}>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {INSOLVENCY_REGISTERS.map((register) => (
          <Section
            key={register}
            level={3}
            title={t(`names.${register}`)}
            actions={
              <Button size="sm" kind="quiet" icon={Plus} onClick={() => setEdited(register)}>
                {t("statuses.add")}
              </Button>
            }
          >
            <RegisterStatuses
              label={`${t("statuses.title")}: ${t(`names.${register}`)}`}
              statuses={(query.data ?? []).filter((each) => each.register === register)}
              onEdit={setEdited}
            />
          </Section>
        ))}
      </div>
      {edited ? <StatusDialog given={edited} onClose={() => setEdited(null)} /> : null}
    </Section>
  );
}

type RegisterStatusesProps = {
  label: string;
  statuses: readonly Status[];
  onEdit: (status: Status) => void;
};

function RegisterStatuses({ label, statuses, onEdit }: RegisterStatusesProps) {
  const t = useTranslations("registers.statuses");
  const verbs = useStatusVerbs();
  const columns = useStatusColumns(verbs.setActive);
  const source = useMemo(() => fromRows(statuses), [statuses]);
  const actionsOf = (status: Status): MenuEntry[] => [
    { label: t("edit"), icon: Pencil, onSelect: () => onEdit(status) },
    ...(isChanged(status)
      ? [
          {
            label: t(status.shipped ? "restore" : "remove"),
            icon: RotateCcw,
            onSelect: () => verbs.restore(status),
          },
        ]
      : []),
  ];
  return (
    <div className="-mt-2">
      <DataTable
        label={label}
        layout="inline"
        source={source}
        columns={columns}
        rowId={(row) => row.code}
        rowLabel={(row) => row.name}
        rowActions={actionsOf}
        isMuted={(row) => !row.isActive}
      />
    </div>
  );
}

const isChanged = ({ shipped, name, isActive }: Status): boolean =>
  shipped === null || shipped.name !== name || shipped.isActive !== isActive;

function useStatusColumns(onActive: (status: Status, isActive: boolean) => void): Column<Status>[] {
  const t = useTranslations("registers.statuses");
  return [
    {
      key: "name",
      header: t("name"),
      card: "title",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate">{row.name}</span>
          {row.shipped === null ? <Badge tone="info">{t("own")}</Badge> : null}
          {row.shipped !== null && isChanged(row) ? (
            <Badge tone="info">{t("changed")}</Badge>
          ) : null}
        </span>
      ),
    },
    {
      key: "code",
      header: t("code"),
      width: 200,
      card: "meta",
      cell: (row) => <span className="code-figures truncate text-ink-2">{row.code}</span>,
    },
    {
      key: "active",
      header: t("active"),
      width: 100,
      align: "center",
      card: "aside",
      cell: (row) => (
        <Switch
          checked={row.isActive}
          onChange={(isActive) => onActive(row, isActive)}
          aria-label={t("activeNamed", { name: row.name })}
        />
      ),
    },
  ];
}

function useStatusVerbs() {
  const t = useTranslations("registers.statuses");
  const errorText = useErrorText();
  const changed = useRegistersChanged();
  const save = trpc.registers.saveStatus.useMutation();
  const remove = trpc.registers.deleteStatus.useMutation();
  async function done(work: Promise<unknown>, text: string): Promise<void> {
    try {
      await work;
      toast.success(text);
    } catch (error) {
      toast.error(errorText(error));
    }
    await changed();
  }
  return {
    setActive: ({ register, code, name }: Status, isActive: boolean) =>
      void done(save.mutateAsync({ register, code, name, isActive }), t("saved")),
    restore: ({ register, code }: Status) =>
      void done(remove.mutateAsync({ register, code }), t("restored")),
  };
}
