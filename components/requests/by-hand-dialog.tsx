"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SETTABLE_REQUEST_KINDS } from "@/db/values/portal";
import { openByHandInput } from "@/server/domain/requests/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useRequestsChanged } from "./use-requests-changed";

type Kind = (typeof SETTABLE_REQUEST_KINDS)[number];
const WAYS = ["phone", "office"] as const;

type Props = { onOpened: (caseId: number) => void; onClose: () => void };

function useByHandForm({ onOpened, onClose }: Props) {
  const t = useTranslations("requests.byHand");
  const changed = useRequestsChanged();
  const open = trpc.requests.open.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: openByHandInput,
    initial: {
      ...{ partyId: null, subject: "", kind: "other", text: "", aboutRefNo: "" },
      ...{ channel: "phone", idempotencyKey },
    },
    fieldOfCode: { "requests.about_not_found": "aboutRefNo" },
    onSubmit: (input) => open.mutateAsync(input),
    onDone: ({ caseId, refNo }) => {
      toast.success(t("done", { refNo }));
      changed(caseId);
      onClose();
      onOpened(caseId);
    },
  });
}

/** A request of a client who telephones or stands at the counter, with what they say. */
export function ByHandDialog(props: Props) {
  const t = useTranslations("requests");
  const form = useByHandForm(props);
  const [party, setParty] = useState<PickedParty | null>(null);
  const choose = (picked: PickedParty | null) => {
    setParty(picked);
    form.set("partyId", picked?.id ?? null);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={t("byHand.title")}
      description={t("byHand.hint")}
      size="lg"
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("byHand.client")} error={form.error("partyId")} required>
          <PartyPicker label={t("byHand.client")} value={party} onChange={choose} />
        </Field>
        <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
          <Field label={t("byHand.subject")} error={form.error("subject")} required>
            <TextInput {...form.text("subject")} autoComplete="off" />
          </Field>
          <Field label={t("byHand.kind")} error={form.error("kind")}>
            <Select
              value={form.values.kind ?? null}
              onChange={(value: Kind) => form.set("kind", value)}
              options={SETTABLE_REQUEST_KINDS.map((value) => ({
                value,
                label: t(`kinds.${value}`),
              }))}
            />
          </Field>
        </div>
        <Field
          label={t("byHand.text")}
          hint={t("byHand.textHint")}
          error={form.error("text")}
          required
        >
          <Textarea {...form.text("text")} rows={5} />
        </Field>
        <WayFields form={form} />
        <FormActions
          submitLabel={t("byHand.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}

function WayFields({ form }: { form: ReturnType<typeof useByHandForm> }) {
  const t = useTranslations("requests");
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
      <Field
        label={t("byHand.about")}
        hint={t("byHand.aboutHint")}
        error={form.error("aboutRefNo")}
      >
        <TextInput {...form.text("aboutRefNo")} autoComplete="off" />
      </Field>
      <Field label={t("byHand.channel")} error={form.error("channel")}>
        <Select
          value={form.values.channel ?? null}
          onChange={(value: (typeof WAYS)[number]) => form.set("channel", value)}
          options={WAYS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </Field>
    </div>
  );
}
