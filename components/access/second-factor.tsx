"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BeginSecondFactorInput, ConfirmSecondFactorInput } from "@/server/domain/access/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { useAccount } from "./account";
import { PasswordAndCodeForm } from "./password-and-code-form";
import { PasswordInput } from "./password-input";
import { QrCode } from "./qr-code";
import { RecoveryCodes } from "./recovery-codes";

type Open = "enable" | "disable" | "codes" | null;

/** Switching the second factor on and off, and its recovery codes. */
export function SecondFactor() {
  const t = useTranslations("access.secondFactor");
  const { hasSecondFactor, recoveryCodesLeft } = useAccount();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={t("title")}
      count={
        <Badge tone={hasSecondFactor ? "positive" : "neutral"}>
          {t(hasSecondFactor ? "on" : "off")}
        </Badge>
      }
    >
      <p className="max-w-prose text-ink-2">{t("hint")}</p>
      {hasSecondFactor ? (
        <p className={recoveryCodesLeft < 3 ? "mt-2 text-warning" : "mt-2"}>
          {t("codesLeft", { count: recoveryCodesLeft })}
        </p>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-2">
        {hasSecondFactor ? (
          <>
            <Button onClick={() => setOpen("codes")}>{t("newCodes")}</Button>
            <Button kind="danger-quiet" onClick={() => setOpen("disable")}>
              {t("disable")}
            </Button>
          </>
        ) : (
          <Button kind="primary" onClick={() => setOpen("enable")}>
            {t("enable")}
          </Button>
        )}
      </div>
      {open === "enable" ? <EnableDialog onClose={close} /> : null}
      {open === "disable" ? <DisableDialog onClose={close} /> : null}
      {open === "codes" ? <NewCodesDialog onClose={close} /> : null}
    </Section>
  );
}

type DialogProps = { onClose: () => void };
type Begun = { secret: string; address: string };

/** Three steps: password, picture and first code, recovery codes. */
function EnableDialog({ onClose }: DialogProps) {
  const t = useTranslations("access.secondFactor");
  const router = useRouter();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => {
    if (codes) router.refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : close())}
      title={codes ? t("codesTitle") : t("enableTitle")}
      description={codes ? t("codesHint") : begun ? t("scan") : t("passwordFirst")}
      size="sm"
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={close} />
      ) : begun ? (
        <ConfirmStep begun={begun} onDone={setCodes} />
      ) : (
        <PasswordStep onDone={setBegun} onCancel={onClose} />
      )}
    </Dialog>
  );
}

function PasswordStep(props: { onDone: (begun: Begun) => void; onCancel: () => void }) {
  const t = useTranslations("access");
  const begin = trpc.access.account.beginSecondFactor.useMutation();
  const form = useZodForm({
    schema: BeginSecondFactorInput,
    initial: { password: "" },
    onSubmit: (value) => begin.mutateAsync(value),
    onDone: props.onDone,
  });
  return (
    <form {...form.props} className="grid gap-4">
      <Field label={t("fields.currentPassword")} error={form.error("password")} required>
        <PasswordInput {...form.text("password")} autoComplete="current-password" />
      </Field>
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        submitLabel={t("signIn.continue")}
        onCancel={props.onCancel}
      />
    </form>
  );
}

function ConfirmStep({ begun, onDone }: { begun: Begun; onDone: (codes: string[]) => void }) {
  const t = useTranslations("access");
  const confirm = trpc.access.account.confirmSecondFactor.useMutation();
  const form = useZodForm({
    schema: ConfirmSecondFactorInput,
    initial: { code: "" },
    onSubmit: (value) => confirm.mutateAsync(value),
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  return (
    <form {...form.props} className="grid gap-4">
      <QrCode text={begun.address} label={t("secondFactor.qrLabel")} />
      <div>
        <p className="text-ink-2 text-xs">{t("secondFactor.secret")}</p>
        <p className="flex items-start gap-1">
          <code className="code-figures break-all">{begun.secret}</code>
          <CopyButton value={begun.secret} label={t("secondFactor.secret")} />
        </p>
      </div>
      <Field label={t("fields.code")} error={form.error("code")} required>
        <TextInput {...form.text("code")} inputMode="numeric" autoComplete="one-time-code" />
      </Field>
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        submitLabel={t("secondFactor.confirm")}
      />
    </form>
  );
}

function DisableDialog({ onClose }: DialogProps) {
  const t = useTranslations("access.secondFactor");
  const router = useRouter();
  const disable = trpc.access.account.disableSecondFactor.useMutation();
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("disableTitle")}
      description={t("disableHint")}
      size="sm"
    >
      <PasswordAndCodeForm
        submitLabel={t("disable")}
        isDanger
        onCancel={onClose}
        onSubmit={(value) => disable.mutateAsync(value)}
        onDone={() => {
          toast.success(t("disabled"));
          router.refresh();
          onClose();
        }}
      />
    </Dialog>
  );
}

function NewCodesDialog({ onClose }: DialogProps) {
  const t = useTranslations("access.secondFactor");
  const router = useRouter();
  const [codes, setCodes] = useState<string[] | null>(null);
  const replace = trpc.access.account.replaceRecoveryCodes.useMutation();
  const close = () => {
    if (codes) router.refresh();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : close())}
      title={t("newCodes")}
      description={codes ? t("codesHint") : t("newCodesHint")}
      size="sm"
    >
      {codes ? (
        <RecoveryCodes codes={codes} onKept={close} />
      ) : (
        <PasswordAndCodeForm
          submitLabel={t("newCodes")}
          onCancel={onClose}
          onSubmit={(value) => replace.mutateAsync(value)}
          onDone={({ recoveryCodes }) => setCodes(recoveryCodes)}
        />
      )}
    </Dialog>
  );
}
