"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MODULE_SCOPES } from "@/db/values/modules";
import { createModuleKeyInput } from "@/server/domain/modules/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { SecretDialog } from "../ui/secret-dialog";
import { toast } from "../ui/toast";

/** Asks what a key is for, then shows its secret the one time. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  if (secret !== null) return <KeySecret secret={secret} onClose={onClose} />;
  return <KeyForm onMade={setSecret} onClose={onClose} />;
}

function KeyForm(props: { onMade: (secret: string) => void; onClose: () => void }) {
  const { onMade, onClose } = props;
  const t = useTranslations("modules");
  const utils = trpc.useUtils();
  const create = trpc.modules.create.useMutation();
  const form = useZodForm({
    schema: createModuleKeyInput,
    initial: { label: "", scopes: ["bank:upload"] },
    onSubmit: (input) => create.mutateAsync(input),
    onDone: ({ secret }) => {
      void utils.modules.keys.invalidate();
      onMade(secret);
    },
  });
  const scopes = form.values.scopes ?? [];
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("new")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("label")} error={form.error("label")} required>
          <TextInput {...form.text("label")} autoComplete="off" />
        </Field>
        <fieldset className="grid gap-1.5 sm:grid-cols-2">
          <legend className="pb-1 font-[550] text-sm sm:col-span-2">{t("scopesTitle")}</legend>
          {MODULE_SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              label={t(`scopes.${scope}`)}
              checked={scopes.includes(scope)}
              onChange={(isOn) =>
                form.set("scopes", isOn ? [...scopes, scope] : scopes.filter((s) => s !== scope))
              }
            />
          ))}
          {form.error("scopes") ? (
            <p className="text-danger text-sm">{form.error("scopes")}</p>
          ) : null}
        </fieldset>
        <FormActions
          submitLabel={t("create")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** A key's secret, the one time that it is to be seen, with how it is used. */
export function KeySecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslations("modules");
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  const line = [
    `curl -H "Authorization: Bearer ${secret}" -H "Idempotency-Key: $(sha256sum < vypis.gpc | cut -c1-64)"`,
    `  --data-binary @vypis.gpc "${origin}/api/module/v1/statements?name=vypis.gpc"`,
  ].join(" \\\n");
  return (
    <SecretDialog
      {...{ secret, onClose }}
      title={t("made")}
      once={t("once")}
      label={t("secret")}
      closeLabel={t("close")}
      testId="module-key"
    >
      <div className="grid gap-1">
        <p className="flex items-center font-[550] text-sm">
          {t("example")}
          <span className="ml-auto">
            <CopyButton value={line} label={t("example")} />
          </span>
        </p>
        <pre className="whitespace-pre-wrap break-all rounded-md bg-sunken px-3 py-2 text-xs">
          {line}
        </pre>
      </div>
    </SecretDialog>
  );
}

export function RevokeKeyDialog(props: { keyId: number; label: string; onClose: () => void }) {
  const { keyId, label, onClose } = props;
  const t = useTranslations("modules");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const revoke = trpc.modules.revoke.useMutation();
  async function confirm(): Promise<void> {
    const isGone = await revoke
      .mutateAsync({ keyId })
      .then(() => true)
      .catch(() => false);
    if (!isGone) return;
    toast.success(t("revoked"));
    onClose();
    await utils.modules.keys.invalidate();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("revoke")}: ${label}`}
      description={t("revokeHint")}
      confirmLabel={t("revoke")}
      danger
      onConfirm={confirm}
      error={revoke.error ? errorText(revoke.error) : null}
    />
  );
}
