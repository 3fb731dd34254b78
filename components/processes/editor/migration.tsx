"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../../api/crm";
import { useErrorText } from "../../form/error-text";
import { Select } from "../../form/select";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { ErrorState } from "../../ui/empty-state";
import { Section } from "../../ui/section";
import { toast } from "../../ui/toast";
import { useProcesses } from "../../workflow/processes";

type Plan = RouterOutput["processes"]["migrationPlan"]["plans"][number];

/** Cases of older versions, taken over state by state; each version by itself. */
export function Migration({ category }: { category: string }) {
  const t = useTranslations("processes.editor");
  const language = useLocale();
  const errorText = useErrorText();
  const plan = trpc.processes.migrationPlan.useQuery({ category, language });
  if (plan.error) {
    return (
      <Section title={t("migration")} level={3}>
        <ErrorState onRetry={() => void plan.refetch()} isRetrying={plan.isFetching}>
          {errorText(plan.error)}
        </ErrorState>
      </Section>
    );
  }
  if (!plan.data || plan.data.plans.length === 0) return null;
  return (
    <Section title={t("migration")} hint={t("migrationHint")} level={3}>
      <div className="grid gap-5">
        {plan.data.plans.map((each) => (
          <VersionMigration key={`${each.version} ${each.count}`} {...{ category, plan: each }} />
        ))}
      </div>
    </Section>
  );
}

const keyOf = ({ code, state }: { code: string; state: string }) => `${code} ${state}`;

function VersionMigration({ category, plan }: { category: string; plan: Plan }) {
  const t = useTranslations("processes.editor");
  const tVersion = useTranslations("processes.version");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(plan.states.map((each) => [keyOf(each), each.proposed ?? ""])),
  );
  const migrate = trpc.processes.migrate.useMutation({
    onSuccess: ({ count }) => {
      toast.success(t("migrated", { count }));
      return Promise.all([utils.processes.invalidate(), utils.cases.invalidate()]);
    },
  });
  const { inForce } = useProcesses();
  const isVaried = new Set(plan.states.map(({ code }) => code)).size > 1;
  /** Where variants have states of the same name, whose each is. */
  const nameOfState = ({ code, name }: Plan["states"][number]) =>
    isVaried ? `${name} – ${inForce.find((each) => each.code === code)?.name ?? code}` : name;
  const isWhole = plan.states.every((each) => chosen[keyOf(each)]);
  const run = () =>
    migrate.mutate({
      ...{ category, from: plan.version, expected: plan.count },
      mapping: plan.states.map((each) => {
        return { code: each.code, state: each.state, to: chosen[keyOf(each)] ?? "" };
      }),
    });
  return (
    <div className="grid gap-2">
      <p className="font-[550]">
        {plan.version === 0 ? tVersion("delivered") : tVersion("own", { number: plan.version })}
        {" – "}
        {t("caseCount", { count: plan.count })}
      </p>
      {migrate.error ? <Banner tone="danger" title={errorText(migrate.error)} /> : null}
      <ul className="grid max-w-2xl gap-1.5">
        {plan.states.map((each) => (
          <li
            key={keyOf(each)}
            className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2"
          >
            <span className="min-w-0 truncate">
              {nameOfState(each)} <span className="figures text-ink-2">({each.count})</span>
            </span>
            <span aria-hidden>→</span>
            <Select
              aria-label={t("migrationTo", { state: nameOfState(each) })}
              value={chosen[keyOf(each)] || null}
              placeholder={t("migrationChoose")}
              onChange={(to: string) => setChosen({ ...chosen, [keyOf(each)]: to })}
              options={each.options.map(({ code, name }) => ({ value: code, label: name }))}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button disabled={!isWhole} loading={migrate.isPending} onClick={run}>
          {t("migrate", { count: plan.count })}
        </Button>
      </div>
    </div>
  );
}
