"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { COLLEGIAL_ACTIONS } from "@/db/values/collegial";
import { appointDeputyInput } from "@/server/domain/collegial/inputs";
import { useAccount } from "../access/account";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { ColleagueSelect } from "../timeline/colleague-select";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Deputy } from "./deputies-page";
import { useCollegialChanged } from "./use-collegial-changed";

type Props = { deputy: Deputy | null; isForAnybody: boolean; onClose: () => void };

const every = "all";

/** Who stands in for whom, for what, from when to when. */
export function DeputyDialog({ deputy, isForAnybody, onClose }: Props) {
  const t = useTranslations("collegial");
  const form = useDeputyForm({ deputy, isForAnybody, onClose });
  const { values } = form;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t(deputy ? "deputy.edit" : "deputy.new")}
      size="sm"
    >
      <form {...form.props} className="grid gap-4">
        {isForAnybody && !deputy ? (
          <Field label={t("deputy.principal")} error={form.error("principalId")} required>
            <ColleagueSelect
              label={t("deputy.principal")}
              value={values.principalId ?? null}
              onChange={(id) => form.set("principalId", id ?? undefined)}
            />
          </Field>
        ) : null}
        <Field label={t("deputy.deputy")} error={form.error("deputyId")} required>
          <ColleagueSelect
            label={t("deputy.deputy")}
            value={values.deputyId ?? null}
            onChange={(id) => form.set("deputyId", id)}
          />
        </Field>
        <Field label={t("deputy.kind")}>
          <Select
            value={values.kind ?? every}
            onChange={(kind) =>
              form.set("kind", COLLEGIAL_ACTIONS.find((each) => each === kind) ?? null)
            }
            options={[
              { value: every, label: t("deputy.allKinds") },
              ...COLLEGIAL_ACTIONS.map((each) => ({ value: each, label: t(`kind.${each}`) })),
            ]}
          />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("deputy.startsOn")} error={form.error("startsOn")} required>
            <DayInput
              value={values.startsOn ?? null}
              onChange={(day) => form.set("startsOn", day)}
            />
          </Field>
          <Field label={t("deputy.endsOn")} error={form.error("endsOn")}>
            <DayInput value={values.endsOn ?? null} onChange={(day) => form.set("endsOn", day)} />
          </Field>
        </div>
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function useDeputyForm({ deputy, isForAnybody, onClose }: Props) {
  const t = useTranslations("collegial.deputy");
  const { operatorId } = useAccount();
  const today = useToday();
  const changed = useCollegialChanged();
  const appoint = trpc.collegial.appointDeputy.useMutation();
  const change = trpc.collegial.changeDeputy.useMutation();
  const own = isForAnybody ? undefined : operatorId;
  return useZodForm({
    schema: appointDeputyInput.and(z.object({ principalId: z.number() })),
    initial: {
      principalId: deputy?.principalId ?? own,
      deputyId: deputy?.deputyId ?? null,
      kind: deputy?.kind ?? null,
      startsOn: deputy?.startsOn ?? today,
      endsOn: deputy?.endsOn ?? null,
    },
    fieldOfCode: {
      "collegial.deputy_self": "deputyId",
      "collegial.deputy_circle": "deputyId",
      "collegial.assignee_decides_nothing": "deputyId",
    },
    onSubmit: async (value) => {
      if (!deputy) return appoint.mutateAsync(value);
      const { principalId: _, ...next } = value;
      const { id: appointmentId, version } = deputy;
      return change.mutateAsync({ ...next, appointmentId, version });
    },
    onDone: () => {
      toast.success(t("saved"));
      void changed();
      onClose();
    },
  });
}
