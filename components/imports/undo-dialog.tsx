"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { Spinner } from "../ui/spinner";
import type { ImportDetail } from "./import-state";

type Blocker = RouterOutput["imports"]["undoBlockers"]["items"][number];

/** Says first what stands in the way; only a free import can be taken back. */
export function UndoDialog({ detail, onClose }: { detail: ImportDetail; onClose: () => void }) {
  const t = useTranslations("imports.undo");
  const actions = useTranslations("shell.actions");
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const importId = detail.id;
  const blockers = trpc.imports.undoBlockers.useQuery({ importId }, { staleTime: 0 });
  const undo = trpc.imports.undo.useMutation({
    onSuccess: async () => {
      await cache.imports.get.invalidate({ importId });
      onClose();
    },
  });
  const isFree = blockers.data?.total === 0;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <DialogClose>
            <Button>{actions("cancel")}</Button>
          </DialogClose>
          <Button
            kind="danger"
            disabled={!isFree}
            loading={undo.isPending}
            onClick={() => undo.mutate({ importId })}
          >
            {t("action")}
          </Button>
        </>
      }
    >
      {blockers.isPending ? (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner />
          {t("looking")}
        </p>
      ) : null}
      {isFree ? <p>{t("free")}</p> : null}
      {blockers.data && !isFree ? <BlockerList {...blockers.data} /> : null}
      {(undo.error ?? blockers.error) ? (
        <Banner tone="danger" role="alert">
          {errorText(undo.error ?? blockers.error)}
        </Banner>
      ) : null}
    </Dialog>
  );
}

function BlockerList({ items, total }: { items: readonly Blocker[]; total: number }) {
  const t = useTranslations("imports");
  return (
    <div className="grid gap-1.5">
      <p>{t("undo.blocked")}</p>
      <ul className="grid max-h-72 gap-0.5 overflow-y-auto">
        {items.map((item) => (
          <li key={`${item.reason} ${item.refNo} ${item.name}`} className="flex gap-2">
            {item.refNo ? <b className="code-figures shrink-0">{item.refNo}</b> : null}
            <span>
              {t(`blockers.${item.reason}`, { count: item.count, name: item.name ?? "" })}
            </span>
          </li>
        ))}
      </ul>
      {total > items.length ? (
        <p className="text-ink-2">{t("undo.more", { count: total - items.length })}</p>
      ) : null}
    </div>
  );
}
