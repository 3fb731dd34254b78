"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { FileDrop } from "../ui/file-drop";
import { toast } from "../ui/toast";
import type { Batch } from "./batches-page";

const MANIFEST_BYTES_MAX = 5_000_000;

/** That a batch was posted, on which day, and under which numbers where there are any. */
export function ConfirmBatchDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const t = useTranslations("channels.batches");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [postedOn, setPostedOn] = useState<string | null>(useToday());
  const [manifest, setManifest] = useState<{ name: string; text: string } | null>(null);
  const confirm = trpc.channels.confirmBatch.useMutation();
  const send = async () => {
    if (!postedOn) return;
    const given = { batchId: batch.id, postedOn, manifest: manifest?.text ?? null };
    const { letters, numbered } = await confirm.mutateAsync(given);
    toast.success(t("confirmed", { count: letters, numbered }));
    void utils.channels.invalidate();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("confirm")}: ${t("number", { number: batch.id })}`}
      description={t("confirmHint", { count: batch.letters })}
      confirmLabel={t("confirm")}
      onConfirm={() => send().catch(() => undefined)}
      error={confirm.error ? errorText(confirm.error) : undefined}
    >
      <div className="grid gap-3">
        <Field label={t("postedOn")} required>
          <DayInput name="postedOn" value={postedOn} onChange={setPostedOn} />
        </Field>
        <Field label={t("manifest")} hint={manifest?.name ?? t("manifestHint")}>
          <FileDrop
            accept=".csv"
            maxBytes={MANIFEST_BYTES_MAX}
            onFiles={([file]) => {
              if (!file) return;
              void file.text().then((text) => setManifest({ name: file.name, text }));
            }}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}
