"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { TextInput } from "../form/text-input";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { useListQuery } from "../table/use-list-query";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Segmented } from "../ui/segmented";
import { useAccount } from "./account";
import { OperatorRescue, type RescueAction, useRescueEntries } from "./operator-rescue";
import { CreateOperatorSheet, EditOperatorSheet } from "./operator-sheets";
import { TemporaryPasswordDialog } from "./temporary-password-dialog";

export type OperatorRow = RouterOutput["access"]["operators"]["list"]["items"][number];

const FILTERS = ["state"] as const;
const STATES = ["active", "inactive", "all"] as const;
const PAGE_SIZE = 50;

type Told = { name: string; password: string };

/** Operators of the company: who they are, what they may, how they get back in. */
export function OperatorsPage() {
  const t = useTranslations("access");
  const list = useListQuery(FILTERS);
  const state = STATES.find((each) => each === list.query.filters.state) ?? "active";
  const [isCreating, setCreating] = useState(false);
  const [edited, setEdited] = useState<OperatorRow | null>(null);
  const [rescue, setRescue] = useState<{ action: RescueAction; row: OperatorRow } | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const query = trpc.access.operators.list.useInfiniteQuery(
    { limit: PAGE_SIZE, state, search: list.query.q || undefined },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  const columns = useOperatorColumns();
  const rescueEntries = useRescueEntries((action, row) => setRescue({ action, row }));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-72 max-w-full">
          <TextInput
            type="search"
            value={list.query.q}
            onChange={list.setSearch}
            placeholder={t("fields.search")}
            aria-label={t("fields.search")}
          />
        </div>
        <Segmented
          label={t("fields.state")}
          value={state}
          onChange={(next) => list.setFilter("state", next === "active" ? "" : next)}
          options={STATES.map((value) => ({ value, label: t(`operators.${value}`) }))}
        />
        <Button
          kind="primary"
          icon={UserPlus}
          className="ml-auto"
          onClick={() => setCreating(true)}
        >
          {t("operators.new")}
        </Button>
      </div>
      <DataTable
        label={t("operators.title")}
        source={fromInfiniteQuery(query)}
        columns={columns}
        rowId={idOf}
        rowLabel={nameOf}
        onPeek={setEdited}
        rowActions={(row) => [
          { label: t("operators.edit"), onSelect: () => setEdited(row) },
          ...rescueEntries(row),
        ]}
        isMuted={(row) => !row.isActive}
        empty={<p className="py-8 text-center text-ink-2">{t("operators.empty")}</p>}
        layout="inline"
        skeletonRows={6}
      />
      {isCreating ? (
        <CreateOperatorSheet onClose={() => setCreating(false)} onTold={setTold} />
      ) : null}
      {edited ? <EditOperatorSheet row={edited} onClose={() => setEdited(null)} /> : null}
      {rescue ? (
        <OperatorRescue {...rescue} onClose={() => setRescue(null)} onTold={setTold} />
      ) : null}
      {told ? <TemporaryPasswordDialog {...told} onClose={() => setTold(null)} /> : null}
    </div>
  );
}

const idOf = (row: OperatorRow) => row.id;
const nameOf = (row: OperatorRow) => row.name;

function useOperatorColumns(): Column<OperatorRow>[] {
  const t = useTranslations("access");
  const roles = useTranslations("shell.roles");
  const { operatorId } = useAccount();
  const groups = trpc.access.groups.list.useQuery();
  return useMemo(() => {
    const codes = new Map(groups.data?.map(({ id, code }) => [id, code]));
    const groupText = (row: OperatorRow) =>
      row.seesAllGroups
        ? t("operators.allGroups")
        : row.accessGroupIds.map((id) => codes.get(id) ?? "…").join(", ") ||
          t("operators.noGroups");
    return [
      {
        key: "name",
        header: t("fields.name"),
        card: "title",
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="truncate font-[550]">{row.name}</span>
            {row.id === operatorId ? <Badge tone="positive">{t("operators.you")}</Badge> : null}
            {row.isActive ? null : <Badge>{t("operators.off")}</Badge>}
            {row.isActive && !row.isPresent ? <Badge>{t("operators.absent")}</Badge> : null}
            {row.hasTemporaryPassword ? (
              <Badge tone="warning">{t("operators.temporary")}</Badge>
            ) : null}
          </span>
        ),
      },
      {
        key: "email",
        header: t("fields.email"),
        card: "meta",
        cell: (row) => <span className="truncate">{row.email}</span>,
      },
      {
        key: "role",
        header: t("fields.role"),
        width: 110,
        card: "aside",
        cell: (row) => roles(row.role),
      },
      {
        key: "groups",
        header: t("fields.accessGroups"),
        card: "meta",
        cell: (row) => <span className="truncate">{groupText(row)}</span>,
      },
      {
        key: "secondFactor",
        header: t("operators.secondFactor"),
        width: 90,
        cell: (row) => (row.hasSecondFactor ? t("operators.yes") : t("operators.no")),
      },
      {
        key: "sessions",
        header: t("operators.sessions"),
        width: 80,
        align: "end",
        cell: (row) => row.openSessions,
      },
      {
        key: "lastSignIn",
        header: t("operators.lastSignIn"),
        width: 150,
        cell: (row) => <Instant value={row.lastSignInAt} style="relative" />,
      },
    ];
  }, [t, roles, operatorId, groups.data]);
}
