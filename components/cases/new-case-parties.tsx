"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { PartyPicker } from "../parties/party-picker";
import { GateNotice } from "../registers/gate-notice";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { nameIn } from "../workflow/processes";
import { nextRole, type PartyLine } from "./new-case-draft";
import type { NewCaseFormState } from "./use-new-case";

/** Who is in the case, each in a role; roles that the process demands stand there from the start. */
export function NewCaseParties({ form }: { form: NewCaseFormState }) {
  const t = useTranslations("cases");
  const { draft, process } = form;
  const set = (parties: readonly PartyLine[]) => form.patch({ parties });
  const change = (key: number, part: Partial<PartyLine>) =>
    set(draft.parties.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = () => {
    const key = 1 + Math.max(0, ...draft.parties.map((line) => line.key));
    set([...draft.parties, { key, role: nextRole(process, draft.parties), party: null }]);
  };
  return (
    <Section
      title={t("page.parties")}
      actions={
        <Button size="sm" kind="quiet" icon={Plus} onClick={add}>
          {t("party.add")}
        </Button>
      }
    >
      <ul className="grid gap-2">
        {draft.parties.map((line) => (
          <li key={line.key}>
            <Line
              line={line}
              form={form}
              onChange={(part) => change(line.key, part)}
              onRemove={() => set(draft.parties.filter((each) => each !== line))}
            />
          </li>
        ))}
      </ul>
      <div className="pt-2 empty:hidden">
        <GateNotice gate={form.gate} cause="case" />
      </div>
      {form.errorOf("parties") ? (
        <p role="alert" className="mt-1 text-danger text-xs">
          {form.errorOf("parties")}
        </p>
      ) : null}
    </Section>
  );
}

type LineProps = {
  line: PartyLine;
  form: NewCaseFormState;
  onChange: (part: Partial<PartyLine>) => void;
  onRemove: () => void;
};

function Line({ line, form, onChange, onRemove }: LineProps) {
  const t = useTranslations("cases.party");
  const tForm = useTranslations("shell.form");
  const { process, draft } = form;
  const role = nameIn(process.roles, line.role);
  const isOnly = draft.parties.filter((each) => each.role === line.role).length === 1;
  const isRequired = process.roles.some((each) => each.code === line.role && each.isRequired);
  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)_auto] items-start gap-2 max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <Field label={t("role")} hideLabel className="max-sm:col-span-2">
        <Select
          value={line.role}
          onChange={(next) => onChange({ role: next })}
          options={process.roles.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Field
        label={role}
        hideLabel
        required={isRequired}
        error={form.gaps.parties.includes(line.key) ? tForm("requiredError") : undefined}
      >
        <PartyPicker
          label={role}
          value={line.party}
          onChange={(party) => onChange({ party })}
          placeholder={t("find")}
          clearable
        />
      </Field>
      <IconButton
        icon={Trash2}
        label={t("removeNamed", { name: line.party?.fullName ?? role })}
        disabled={isRequired && isOnly}
        onClick={onRemove}
      />
    </div>
  );
}
