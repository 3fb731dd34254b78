"use client";

import { useTranslations } from "next-intl";
import { CHANNELS } from "@/db/values/messages";
import { trpc } from "../api/crm";
import { CasePicker } from "../bank/case-picker";
import { Field } from "../form/field";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { Segmented } from "../ui/segmented";
import { SCOPES, type SimulationQuery } from "./use-simulation-query";

const NONE = "-";

/** What is played, how far, with which plans and for what prices. */
export function SimulatorFields({ query }: { query: SimulationQuery }) {
  const t = useTranslations("dunning.sim");
  const channels = useTranslations("messages.channels");
  return (
    <div className="grid content-start gap-3">
      <Field label={t("scope")}>
        <Segmented
          label={t("scope")}
          value={query.scope}
          onChange={(scope) => void query.set({ scope })}
          options={[
            { value: SCOPES[0], label: t("portfolio") },
            { value: SCOPES[1], label: t("oneCase") },
          ]}
        />
      </Field>
      {query.scope === "case" ? <CaseField query={query} /> : null}
      <PlanFields query={query} />
      <Field label={t("days")}>
        <NumberInput
          value={query.days}
          onChange={(days) => days && days > 0 && void query.set({ days })}
          className="w-24"
        />
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-[550] text-ink-2">{t("prices")}</legend>
        {CHANNELS.map((channel) => (
          <div key={channel} className="grid grid-cols-[1fr_6.5rem] items-center gap-2">
            <span className="text-ink-2">{channels(channel)}</span>
            <MoneyInput
              aria-label={t("price", { channel: channels(channel) })}
              currency="CZK"
              value={query.prices[channel]}
              onChange={(minor) => query.setPrice(channel, minor ?? 0)}
            />
          </div>
        ))}
      </fieldset>
    </div>
  );
}

function CaseField({ query }: { query: SimulationQuery }) {
  const t = useTranslations("dunning.sim");
  const { data } = trpc.cases.get.useQuery(
    { caseId: query.case ?? 0 },
    { enabled: query.case !== null },
  );
  return (
    <Field label={t("case")}>
      <CasePicker
        label={t("case")}
        initial=""
        value={query.case}
        valueLabel={data ? `${data.refNo} ${data.debtorName}` : undefined}
        onChange={(caseId) => void query.set({ case: caseId })}
      />
    </Field>
  );
}

function PlanFields({ query }: { query: SimulationQuery }) {
  const t = useTranslations("dunning");
  const { data: plans = [] } = trpc.dunning.plans.useQuery();
  const active = plans.find(({ state }) => state === "active");
  const options = plans.map(({ id, name, state }) => ({
    ...{ value: String(id), label: name },
    hint: t(`plans.states.${state}`),
  }));
  const first = query.plan ?? active?.id ?? null;
  return (
    <>
      <Field label={t("sim.plan")}>
        <Select
          value={first === null ? null : String(first)}
          onChange={(value) => void query.set({ plan: Number(value) })}
          options={options}
        />
      </Field>
      <Field label={t("sim.other")}>
        <Select
          value={query.other === null ? NONE : String(query.other)}
          onChange={(value) => void query.set({ other: value === NONE ? null : Number(value) })}
          options={[
            { value: NONE, label: t("sim.nothing") },
            ...options.filter(({ value }) => value !== String(first)),
          ]}
        />
      </Field>
    </>
  );
}
