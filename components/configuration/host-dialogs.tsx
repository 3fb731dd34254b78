"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { hostInput } from "@/server/domain/configuration/inputs";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { SecretDialog } from "../ui/secret-dialog";
import { toast } from "../ui/toast";

type OfHost = { host: string; onClose: () => void };

/** Asks which machine, then shows its secret the one time. */
export function AllowHostDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("configuration.hosts");
  const utils = trpc.useUtils();
  const [made, setMade] = useState<string | null>(null);
  const allow = trpc.configuration.allowHost.useMutation();
  const form = useZodForm({
    schema: hostInput,
    initial: { host: "" },
    onSubmit: (input) => allow.mutateAsync(input),
    onDone: ({ secret }) => {
      void utils.configuration.get.invalidate();
      setMade(secret);
    },
    fieldOfCode: { "configuration.host_known": "host" },
  });
  if (made !== null) return <SigningSecret secret={made} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("allow")} size="sm">
      <form {...form.props} className="grid gap-3">
        <Field label={t("host")} hint={t("hostHint")} error={form.error("host")} required>
          <TextInput {...form.text("host")} autoComplete="off" spellCheck={false} />
        </Field>
        <FormActions
          submitLabel={t("allow")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function SigningSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslations("configuration.hosts");
  return (
    <SecretDialog
      {...{ secret, onClose }}
      title={t("made")}
      once={t("once")}
      label={t("secret")}
      closeLabel={t("close")}
      testId="signing-secret"
    />
  );
}

export function RotateSecretDialog({ host, onClose }: OfHost) {
  const t = useTranslations("configuration.hosts");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const [made, setMade] = useState<string | null>(null);
  const rotate = trpc.configuration.rotateSecret.useMutation();
  async function confirm(): Promise<void> {
    const done = await rotate.mutateAsync({ host }).catch(() => null);
    if (!done) return;
    setMade(done.secret);
    await utils.configuration.get.invalidate();
  }
  if (made !== null) return <SigningSecret secret={made} onClose={onClose} />;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("rotate")}: ${host}`}
      description={t("rotateHint")}
      confirmLabel={t("rotate")}
      onConfirm={confirm}
      error={rotate.error ? errorText(rotate.error) : null}
    />
  );
}

export function ForbidHostDialog({ host, onClose }: OfHost) {
  const t = useTranslations("configuration.hosts");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const forbid = trpc.configuration.forbidHost.useMutation();
  async function confirm(): Promise<void> {
    const isGone = await forbid.mutateAsync({ host }).then(
      () => true,
      () => false,
    );
    if (!isGone) return;
    toast.success(t("forbidden"));
    onClose();
    await utils.configuration.get.invalidate();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("forbid")}: ${host}`}
      description={t("forbidHint")}
      confirmLabel={t("forbid")}
      danger
      onConfirm={confirm}
      error={forbid.error ? errorText(forbid.error) : null}
    />
  );
}
