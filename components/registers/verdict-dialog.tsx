"use client";

import { useTranslations } from "next-intl";
import { judgeHitInput } from "@/server/domain/registers/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Hit, ScreeningDetail } from "./screening-pane";
import { useRegistersChanged } from "./use-check";

type VerdictDialogProps = {
  detail: ScreeningDetail;
  hit: Hit;
  verdict: "watch" | "false_match";
  onClose: () => void;
  onDone: () => void;
};

/** What a person says of a record: it is them, or somebody else of that name; with the reason. */
export function VerdictDialog({ detail, hit, verdict, onClose, onDone }: VerdictDialogProps) {
  const t = useTranslations("registers.verdict");
  const changed = useRegistersChanged();
  const judge = trpc.registers.judge.useMutation();
  const { partyId, register, partyName } = detail;
  const form = useZodForm({
    schema: judgeHitInput,
    initial: { partyId, register, mark: hit.mark, verdict, reason: "" },
    onSubmit: (input) => judge.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      onDone();
      onClose();
      void changed();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`title.${verdict}`)}
      description={`${partyName} · ${hit.fileMark ?? hit.mark}`}
    >
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2">{t(`text.${verdict}`)}</p>
        <Field label={t("reason")} error={form.error("reason")}>
          <TextInput {...form.text("reason")} maxLength={500} />
        </Field>
        <FormActions
          submitLabel={t(verdict === "watch" ? "watch" : "falseMatch")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
