"use client";

import { Bookmark, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { Popover } from "../ui/popover";
import { emptyQuery, isSameQuery, type ListQuery } from "./list-query";
import type { ListQueryHandle } from "./use-list-query";

export type SavedView = {
  id: string;
  name: string;
  query: ListQuery;
  isShared: boolean;
  /** Only one's own views can be changed or deleted. */
  isOwn: boolean;
};

export type SavedViewsProps = {
  views: readonly SavedView[];
  list: ListQueryHandle;
  /** Without `id` a new view; with it that view is overwritten. */
  onSave: (view: {
    id?: string;
    name: string;
    query: ListQuery;
    isShared: boolean;
  }) => Promise<void>;
  onDelete: (id: string) => Promise<void>;
  /** lists:share */
  canShare: boolean;
};

/** Filters, sort and columns under a name. */
export function SavedViews({ views, list, onSave, onDelete, canShare }: SavedViewsProps) {
  const t = useTranslations("shell.table");
  const [isOpen, setOpen] = useState(false);
  const [isNaming, setNaming] = useState(false);
  const current = views.find((view) => view.id === list.viewId);
  const isChanged = !isSameQuery(list.query, current?.query ?? emptyQuery);
  const startNaming = () => {
    setOpen(false);
    setNaming(true);
  };
  const apply = (view: SavedView | null) => {
    list.applyView(view?.id ?? null, view?.query ?? emptyQuery);
    setOpen(false);
  };

  return (
    <>
      <Popover
        align="end"
        label={t("views")}
        open={isOpen}
        onOpenChange={setOpen}
        className="w-72 p-1!"
        trigger={
          <Button kind="quiet" icon={Bookmark}>
            <span className="max-w-40 truncate">{current?.name ?? t("views")}</span>
            {current && isChanged ? (
              <span className="font-normal text-ink-3 text-xs">{t("viewChanged")}</span>
            ) : null}
          </Button>
        }
      >
        <ViewLine name={t("defaultView")} isCurrent={!current} onApply={() => apply(null)} />
        {views.map((view) => (
          <ViewLine
            key={view.id}
            name={view.name}
            isShared={view.isShared}
            isCurrent={view === current}
            onApply={() => apply(view)}
            onDelete={view.isOwn ? () => onDelete(view.id) : undefined}
          />
        ))}
        {isChanged ? (
          <div className="mt-1 flex flex-wrap gap-1 border-rule border-t px-1 pt-1.5">
            {current?.isOwn ? (
              <Button size="sm" onClick={() => onSave({ ...current, query: list.query })}>
                {t("saveView")}
              </Button>
            ) : null}
            <Button size="sm" onClick={() => startNaming()}>
              {t("saveViewAs")}
            </Button>
          </div>
        ) : null}
      </Popover>
      <NameDialog
        isOpen={isNaming}
        setOpen={setNaming}
        canShare={canShare}
        onName={(name, isShared) => onSave({ name, isShared, query: list.query })}
      />
    </>
  );
}

type ViewLineProps = {
  name: string;
  isCurrent: boolean;
  isShared?: boolean;
  onApply: () => void;
  onDelete?: () => void;
};

function ViewLine({ name, isCurrent, isShared, onApply, onDelete }: ViewLineProps) {
  const t = useTranslations("shell.table");
  return (
    <div className="flex items-center rounded-sm hover:bg-hover">
      <button
        type="button"
        aria-pressed={isCurrent}
        onClick={onApply}
        className={cx(
          "flex min-h-7 min-w-0 flex-1 items-center gap-2 rounded-sm px-2 text-left",
          isCurrent && "font-[600] text-accent",
        )}
      >
        <span className="truncate">{name}</span>
        {isShared ? (
          <Users className="size-3 shrink-0 text-ink-3" aria-label={t("shareView")} />
        ) : null}
      </button>
      {onDelete ? (
        <IconButton icon={Trash2} size="sm" label={t("deleteView", { name })} onClick={onDelete} />
      ) : null}
    </div>
  );
}

type NameDialogProps = {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  canShare: boolean;
  onName: (name: string, isShared: boolean) => Promise<void>;
};

function NameDialog({ isOpen, setOpen, canShare, onName }: NameDialogProps) {
  const t = useTranslations("shell");
  const formId = useId();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [isSaving, setSaving] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!name.trim() || isSaving) return;
    setSaving(true);
    try {
      await onName(name.trim(), isShared);
      setOpen(false);
      setName("");
    } finally {
      setSaving(false);
    }
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t("table.saveViewAs")}
      size="sm"
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t("actions.cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            kind="primary"
            loading={isSaving}
            disabled={!name.trim()}
          >
            {t("actions.save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <Field label={t("table.viewName")} required>
          <TextInput value={name} onChange={setName} maxLength={80} />
        </Field>
        {canShare ? (
          <Checkbox label={t("table.shareView")} checked={isShared} onChange={setShared} />
        ) : null}
      </form>
    </Dialog>
  );
}
