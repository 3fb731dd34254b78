"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { JOIN_SIGHTS } from "@/db/values/portal";
import { makeOrganisationCodeInput } from "@/server/domain/portal/inputs";
import { dayOf, formatDay } from "@/server/kernel/days";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { SecretDialog } from "../ui/secret-dialog";
import { sightKey } from "./sight-key";

type Made = RouterOutput["organisations"]["makeCode"];

/** A code for an organisation's people, shown the one time. */
export function CodeDialog({ partyId, onClose }: { partyId: number; onClose: () => void }) {
  const t = useTranslations("clients.organisation");
  const locale = useLocale();
  const [made, setMade] = useState<Made | null>(null);
  if (!made) return <CodeForm partyId={partyId} onClose={onClose} onMade={setMade} />;
  return (
    <SecretDialog
      secret={made.code}
      title={t("madeTitle")}
      once={t("madeHint", { day: formatDay(dayOf(made.expiresAt), locale) })}
      label={t("codes")}
      closeLabel={t("done")}
      testId="organisation-code"
      onClose={onClose}
    />
  );
}

interface FormProps {
  partyId: number;
  onClose: () => void;
  onMade: (made: Made) => void;
}

function CodeForm({ partyId, onClose, onMade }: FormProps) {
  const t = useTranslations("clients");
  const utils = trpc.useUtils();
  const make = trpc.organisations.makeCode.useMutation();
  const form = useZodForm({
    schema: makeOrganisationCodeInput,
    initial: { partyId, sight: "organisation", usesMax: 1, days: 14, isAtOnce: false },
    onSubmit: (input) => make.mutateAsync(input),
    onDone: (made) => {
      void utils.organisations.card.invalidate({ partyId });
      onMade(made);
    },
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("organisation.makeCode")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("organisation.sight")} error={form.error("sight")}>
          <Select
            {...form.field("sight")}
            value={form.values.sight ?? null}
            options={JOIN_SIGHTS.map((value) => ({ value, label: t(sightKey(value)) }))}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("organisation.usesMax")} error={form.error("usesMax")}>
            <NumberInput {...form.field("usesMax")} value={form.values.usesMax ?? null} />
          </Field>
          <Field label={t("organisation.days")} error={form.error("days")}>
            <NumberInput {...form.field("days")} value={form.values.days ?? null} />
          </Field>
        </div>
        <Checkbox
          checked={form.values.isAtOnce ?? false}
          onChange={(isOn) => form.set("isAtOnce", isOn)}
          label={t("organisation.atOnce")}
        />
        <FormActions
          submitLabel={t("organisation.makeCode")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
