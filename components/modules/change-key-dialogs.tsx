"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  ROTATION_HOURS,
  rotateModuleKeyInput,
  saveModulePaceInput,
} from "@/server/domain/modules/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { KeySecret } from "./module-key-dialogs";

interface KeyDialogProps {
  keyId: number;
  label: string;
  onClose: () => void;
}

/** Gives a key a new secret and shows it the one time; the one so far goes on for as long as chosen. */
export function RotateKeyDialog({ keyId, label, onClose }: KeyDialogProps) {
  const t = useTranslations("modules");
  const utils = trpc.useUtils();
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = trpc.modules.rotate.useMutation();
  const form = useZodForm({
    schema: rotateModuleKeyInput,
    initial: { keyId, hours: 24 },
    onSubmit: (input) => rotate.mutateAsync(input),
    onDone: (made) => {
      void utils.modules.keys.invalidate();
      setSecret(made.secret);
    },
  });
  if (secret !== null) return <KeySecret secret={secret} onClose={onClose} />;
  const hours = ROTATION_HOURS.map((each) => {
    return { value: String(each), label: t(`hours.h${each}`) };
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("rotate")}: ${label}`}
      size="sm"
    >
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2">{t("rotateHint")}</p>
        <Field label={t("rotateHours")} error={form.error("hours")}>
          <Select
            value={String(form.values.hours)}
            onChange={(text) =>
              form.set("hours", ROTATION_HOURS.find((each) => String(each) === text) ?? 24)
            }
            options={hours}
          />
        </Field>
        <FormActions
          submitLabel={t("rotate")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** How many calls a minute a key may make. */
export function KeyPaceDialog(props: KeyDialogProps & { callsPerMinute: number }) {
  const { keyId, label, callsPerMinute, onClose } = props;
  const t = useTranslations("modules");
  const utils = trpc.useUtils();
  const save = trpc.modules.setPace.useMutation();
  const form = useZodForm({
    schema: saveModulePaceInput,
    initial: { keyId, callsPerMinute },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("paceSaved"));
      void utils.modules.keys.invalidate();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("savePace")}: ${label}`}
      size="sm"
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("pace")} error={form.error("callsPerMinute")} required>
          <NumberInput
            value={form.values.callsPerMinute ?? null}
            onChange={(count) => form.set("callsPerMinute", count ?? 0)}
          />
        </Field>
        <FormActions
          submitLabel={t("save")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
