"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ROLES } from "@/db/values/access";
import { COLLEGIAL_SEQUENCES } from "@/db/values/collegial";
import { assignActionsInput } from "@/server/domain/collegial/inputs";
import { useRoleName } from "../access/role-name";
import { trpc } from "../api/crm";
import { MultiSelect } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { useColleagues } from "../timeline/colleague-select";
import { Avatar } from "../ui/avatar";
import { Dialog } from "../ui/dialog";
import { Segmented } from "../ui/segmented";
import { toast } from "../ui/toast";
import { nameIn, type Process } from "../workflow/processes";
import type { CaseActions } from "./case-collegial";
import { useCollegialChanged } from "./use-collegial-changed";

type Props = {
  caseId: number;
  process: Process;
  kinds: CaseActions["kinds"];
  onClose: () => void;
};

/** Asks colleagues, by name or by role, for one thing. */
export function AssignDialog(props: Props) {
  const t = useTranslations("collegial");
  const { kinds, onClose } = props;
  const form = useAssignForm(props);
  const { values } = form;
  const setKind = (kind: string) => {
    const found = kinds.find((each) => each.kind === kind);
    if (!found) return;
    form.set("kind", found.kind);
    form.set("state", found.states?.[0] ?? null);
    if (found.kind !== "vote") form.set("quorum", null);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("assign.title")}
      size="md"
    >
      <form {...form.props} className="grid gap-3">
        <div className="max-w-full overflow-x-auto [scrollbar-width:none]">
          <Segmented
            label={t("assign.kind")}
            value={values.kind ?? ""}
            onChange={setKind}
            options={kinds.map(({ kind }) => ({ value: kind, label: t(`kind.${kind}`) }))}
          />
        </div>
        <People caseId={props.caseId} form={form} />
        <Terms {...props} form={form} />
        <Field label={t("assign.note")} error={form.error("note")}>
          <Textarea {...form.text("note")} rows={2} maxLength={2_000} />
        </Field>
        <FormActions
          submitLabel={t("assign.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError ?? form.error("assignees")}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useAssignForm({ caseId, kinds, onClose }: Props) {
  const t = useTranslations("collegial.assign");
  const changed = useCollegialChanged();
  const assign = trpc.collegial.assign.useMutation();
  const [key] = useState(() => crypto.randomUUID());
  // The first for which the process has a state, and that is next.
  const first = kinds.find(({ states }) => states !== null) ?? kinds[0];
  return useZodForm({
    schema: assignActionsInput,
    initial: {
      ...{ caseId, kind: first?.kind ?? "approve", state: first?.states?.[0] ?? null },
      ...{ assignees: [], sequence: "parallel", quorum: null, dueOn: null, note: "" },
      idempotencyKey: key,
    },
    fieldOfCode: {
      "collegial.due_past": "dueOn",
      "collegial.quorum_too_high": "quorum",
      "collegial.quorum_of_votes": "quorum",
    },
    onSubmit: (input) => assign.mutateAsync(input),
    onDone: ({ actionIds }) => {
      toast.success(t("done", { count: actionIds.length }));
      void changed();
      onClose();
    },
  });
}

type Form = ReturnType<typeof useAssignForm>;

function People({ caseId, form }: { caseId: number; form: Form }) {
  const t = useTranslations("collegial.assign");
  const roleName = useRoleName();
  const { kind, state } = form.values;
  const askable = trpc.collegial.askable.useQuery(
    { caseId, kind: kind ?? "approve", state },
    { enabled: Boolean(kind), placeholderData: (before) => before },
  );
  // Whoever was chosen for another action stays by name; sending it says why they cannot be asked.
  const colleagues = useColleagues();
  const assignees = form.values.assignees ?? [];
  const people = assignees.flatMap((each) => ("operatorId" in each ? [each] : []));
  const roles = assignees.flatMap((each) => ("role" in each ? [each] : []));
  return (
    <>
      <Field label={t("people")}>
        <MultiSelect
          label={t("people")}
          value={people.map(({ operatorId }) => String(operatorId))}
          onChange={(ids) =>
            form.set("assignees", [...ids.map((id) => ({ operatorId: Number(id) })), ...roles])
          }
          valueLabels={Object.fromEntries(colleagues.map(({ id, name }) => [String(id), name]))}
          options={(askable.data?.people ?? []).map(({ id, name }) => {
            return { value: String(id), label: name, mark: <Avatar name={name} /> };
          })}
        />
      </Field>
      <Field label={t("roles")}>
        <MultiSelect
          label={t("roles")}
          value={roles.map(({ role }) => role)}
          onChange={(chosen) => {
            const known = ROLES.filter((role) => chosen.includes(role));
            form.set("assignees", [...people, ...known.map((role) => ({ role }))]);
          }}
          valueLabels={Object.fromEntries(roles.map(({ role }) => [role, roleName(role)]))}
          options={(askable.data?.roles ?? []).map((role) => {
            return { value: role, label: roleName(role) };
          })}
        />
      </Field>
    </>
  );
}

function Terms({ form, kinds, process }: Props & { form: Form }) {
  const t = useTranslations("collegial.assign");
  const { values } = form;
  const states = kinds.find(({ kind }) => kind === values.kind)?.states ?? null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {states === null || states.length < 2 ? null : (
        <Field label={t("state")} error={form.error("state")}>
          <Select
            value={values.state ?? null}
            onChange={(state) => form.set("state", state)}
            options={states.map((state) => {
              return { value: state, label: nameIn(process.states, state) };
            })}
          />
        </Field>
      )}
      <Field label={t("sequence")}>
        <Select
          value={values.sequence ?? "parallel"}
          onChange={(sequence) => form.set("sequence", sequence)}
          options={COLLEGIAL_SEQUENCES.map((each) => ({ value: each, label: t(each) }))}
        />
      </Field>
      <Field label={t("dueOn")} error={form.error("dueOn")}>
        <DayInput value={values.dueOn ?? null} onChange={(day) => form.set("dueOn", day)} />
      </Field>
      {values.kind === "vote" ? (
        <Field label={t("quorum")} hint={t("quorumHint")} error={form.error("quorum")}>
          <NumberInput
            value={values.quorum ?? null}
            onChange={(count) => form.set("quorum", count)}
          />
        </Field>
      ) : null}
    </div>
  );
}
