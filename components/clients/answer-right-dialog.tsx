"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DataRight } from "@/db/values/portal";
import { answerRightInput } from "@/server/domain/requests/inputs";
import { trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { AnswerFiles, type GivenFile } from "./answer-files";

interface Props {
  caseId: number;
  act: "refuse" | "restrict";
  kind: DataRight;
  onClose: () => void;
}

/** The words with which a request about data is refused, or its restriction granted. */
export function AnswerRightDialog({ caseId, act, kind, onClose }: Props) {
  const t = useTranslations("requests.right");
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const refuse = trpc.portal.refuseRight.useMutation();
  const restrict = trpc.portal.restrict.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [files, setFiles] = useState<GivenFile[]>([]);
  const form = useZodForm({
    schema: answerRightInput,
    initial: { caseId, text: "", fileIds: [], idempotencyKey },
    onSubmit: (input) => (act === "refuse" ? refuse : restrict).mutateAsync(input),
    onDone: () => {
      void utils.portal.invalidate();
      void utils.messages.holds.invalidate();
      void changed(caseId);
      onClose();
    },
  });
  const hint = act === "restrict" ? t("restrictHint") : t("refuseHint");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(act)}
      description={act === "refuse" && kind === "restriction" ? undefined : hint}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("answer")} error={form.error("text")} required>
          <Textarea {...form.text("text")} rows={5} />
        </Field>
        <AnswerFiles
          caseId={caseId}
          files={files}
          onChange={(next) => {
            setFiles(next);
            form.set(
              "fileIds",
              next.map(({ fileId }) => fileId),
            );
          }}
        />
        <FormActions
          submitLabel={t(act)}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
