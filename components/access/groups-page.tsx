"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { CreateAccessGroupInput } from "@/server/domain/access/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";

type Group = RouterOutput["access"]["groups"]["list"][number];
type Open = { kind: "new" } | { kind: "edit" | "delete"; group: Group } | null;

/** Access groups: which cases a person sees. */
export function GroupsPage() {
  const t = useTranslations("access.groups");
  const [open, setOpen] = useState<Open>(null);
  const groups = trpc.access.groups.list.useQuery();
  const columns = useGroupColumns();
  const source: TableSource<Group> = {
    ...fromRows(groups.data ?? []),
    isLoading: groups.isPending,
    error: groups.error,
    retry: () => void groups.refetch(),
  };
  const close = () => setOpen(null);
  return (
    <div className="grid max-w-3xl gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 text-ink-2">{t("hint")}</p>
        <Button kind="primary" icon={Plus} onClick={() => setOpen({ kind: "new" })}>
          {t("new")}
        </Button>
      </div>
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={(group) => group.id}
        rowLabel={(group) => group.code}
        onPeek={(group) => setOpen({ kind: "edit", group })}
        rowActions={(group) => [
          { label: t("edit"), onSelect: () => setOpen({ kind: "edit", group }) },
          { label: t("delete"), danger: true, onSelect: () => setOpen({ kind: "delete", group }) },
        ]}
        empty={<p className="py-8 text-center text-ink-2">{t("empty")}</p>}
        layout="inline"
        skeletonRows={4}
      />
      {open?.kind === "new" ? <GroupDialog group={null} onClose={close} /> : null}
      {open?.kind === "edit" ? <GroupDialog group={open.group} onClose={close} /> : null}
      {open?.kind === "delete" ? <DeleteGroup group={open.group} onClose={close} /> : null}
    </div>
  );
}

function useGroupColumns(): Column<Group>[] {
  const t = useTranslations("access");
  return useMemo(
    () => [
      {
        key: "code",
        header: t("fields.groupCode"),
        width: 160,
        card: "title",
        cell: (group) => <span className="font-[550]">{group.code}</span>,
      },
      {
        key: "name",
        header: t("fields.groupName"),
        card: "meta",
        cell: (group) => <span className="truncate">{group.name}</span>,
      },
      {
        key: "members",
        header: t("groups.members"),
        width: 120,
        align: "end",
        card: "aside",
        cell: (group) => t("groups.membersCount", { count: group.members }),
      },
    ],
    [t],
  );
}

function GroupDialog({ group, onClose }: { group: Group | null; onClose: () => void }) {
  const t = useTranslations("access");
  const utils = trpc.useUtils();
  const create = trpc.access.groups.create.useMutation();
  const update = trpc.access.groups.update.useMutation();
  const form = useZodForm({
    schema: CreateAccessGroupInput,
    initial: { code: group?.code ?? "", name: group?.name ?? "" },
    onSubmit: async (value) => {
      if (group) await update.mutateAsync({ ...value, accessGroupId: group.id });
      else await create.mutateAsync(value);
    },
    onDone: () => {
      toast.success(t("groups.saved"));
      onClose();
      void utils.access.groups.list.invalidate();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t(group ? "groups.edit" : "groups.new")}
      size="sm"
    >
      <form {...form.props} className="grid gap-4">
        <Field label={t("fields.groupCode")} error={form.error("code")} required>
          <TextInput {...form.text("code")} autoComplete="off" maxLength={32} />
        </Field>
        <Field label={t("fields.groupName")} error={form.error("name")} required>
          <TextInput {...form.text("name")} autoComplete="off" />
        </Field>
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function DeleteGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const t = useTranslations("access.groups");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const remove = trpc.access.groups.delete.useMutation();
  async function confirm(): Promise<void> {
    const isGone = await remove
      .mutateAsync({ accessGroupId: group.id })
      .then(() => true)
      .catch(() => false);
    if (!isGone) return;
    toast.success(t("deleted"));
    onClose();
    await utils.access.groups.list.invalidate();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={`${t("delete")}: ${group.code}`}
      description={t("deleteHint")}
      confirmLabel={t("delete")}
      danger
      onConfirm={confirm}
      error={remove.error ? errorText(remove.error) : null}
    />
  );
}
