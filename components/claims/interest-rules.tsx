"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { INTEREST_RULES, type InterestRule } from "@/db/values/claims";
import { saveInterestRuleInput } from "@/server/domain/claims/inputs";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { useRuleName } from "./use-rule-name";

/** Whether new claims bear late interest by themselves: the company's rule and those of groups. */
export function InterestRules() {
  const t = useTranslations("claims.interestRules");
  const nameOf = useRuleName();
  const mayEdit = useMay()("settings:register");
  const { data: rules = [] } = trpc.claims.interestRules.useQuery();
  const [isOpen, setOpen] = useState(false);
  const company = rules.find(({ groupId }) => groupId === null)?.rule ?? "none";
  return (
    <Section
      title={t("title")}
      actions={
        mayEdit ? (
          <Button size="sm" kind="quiet" onClick={() => setOpen(true)}>
            {t("change")}
          </Button>
        ) : null
      }
    >
      <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-4 gap-y-1">
        <dt className="font-[550]">{t("company")}</dt>
        <dd>{nameOf(company)}</dd>
        {rules.map(({ groupId, groupCode, rule }) =>
          groupId === null ? null : (
            <RuleOfGroup key={groupId} code={groupCode ?? ""} name={nameOf(rule)} />
          ),
        )}
      </dl>
      {isOpen ? <InterestRuleDialog company={company} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function RuleOfGroup({ code, name }: { code: string; name: string }) {
  return (
    <>
      <dt className="code-figures">{code}</dt>
      <dd>{name}</dd>
    </>
  );
}

const COMPANY = "company";
type DialogProps = { company: InterestRule; onClose: () => void };

function InterestRuleDialog({ company, onClose }: DialogProps) {
  const t = useTranslations("claims.interestRules");
  const nameOf = useRuleName();
  const utils = trpc.useUtils();
  const { data: groups = [] } = trpc.cases.groups.useQuery();
  const save = trpc.claims.saveInterestRule.useMutation();
  const form = useZodForm({
    schema: saveInterestRuleInput,
    initial: { groupId: null, rule: company },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void utils.claims.interestRules.invalidate();
      onClose();
    },
  });
  const { groupId, rule } = form.values;
  const rules = INTEREST_RULES.filter((each) => groupId || each !== "inherit");
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-xs">{t("hint")}</p>
        <Field label={t("of")} required>
          <Select
            value={groupId ? String(groupId) : COMPANY}
            onChange={(value) => form.set("groupId", value === COMPANY ? null : Number(value))}
            options={[
              { value: COMPANY, label: t("company") },
              ...groups.map(({ id, code }) => ({ value: String(id), label: code })),
            ]}
          />
        </Field>
        <Field label={t("rule")} error={form.error("rule")} required>
          <Select
            value={rule ?? null}
            onChange={(value) => form.set("rule", value)}
            options={rules.map((value) => ({ value, label: nameOf(value) }))}
          />
        </Field>
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
