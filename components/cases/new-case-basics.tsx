"use client";

import { useTranslations } from "next-intl";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Section } from "../ui/section";
import { toneOf, toneText } from "../ui/tone";
import { WaitingGlyph } from "../ui/waiting-glyph";
import { OwnerField } from "./assign-dialog";
import { GroupField } from "./group-dialog";
import { useGroups } from "./use-case-filters";
import type { NewCaseFormState } from "./use-new-case";

/** Number, state, group and owner. */
export function NewCaseBasics({ form }: { form: NewCaseFormState }) {
  const t = useTranslations("cases");
  const groups = useGroups();
  const { draft, process } = form;
  const group = groups.data?.find((each) => each.id === draft.groupId);
  return (
    <Section title={t("draft.basics")}>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <GroupField
          value={draft.groupId}
          onChange={form.setGroup}
          error={form.errorOf("groupId")}
          hint={group?.creditorName ? t("draft.creditor", { name: group.creditorName }) : undefined}
        />
        <Field label={t("columns.refNo")} error={form.errorOf("refNo")} hint={t("draft.refNoHint")}>
          <TextInput
            value={draft.refNo}
            onChange={(refNo) => form.patch({ refNo })}
            placeholder={t(
              `draft.pattern.${process.refNoPattern === "number" ? "number" : "year"}`,
            )}
            autoComplete="off"
            maxLength={20}
            className="code-figures"
          />
        </Field>
        <Field label={t("columns.state")} error={form.errorOf("state")}>
          <Select
            value={draft.state}
            onChange={(state) => form.patch({ state })}
            options={process.states
              .filter((state) => state.isOpenable)
              .map(({ code, name, colour, waitingOn }) => ({
                value: code,
                label: name,
                mark: <WaitingGlyph on={waitingOn} className={toneText[toneOf(colour)]} />,
              }))}
          />
        </Field>
        <OwnerField value={draft.ownerId} onChange={(ownerId) => form.patch({ ownerId })} />
      </div>
    </Section>
  );
}
