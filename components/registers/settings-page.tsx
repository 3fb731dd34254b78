"use client";

import { useTranslations } from "next-intl";
import { INSOLVENCY_REGISTERS } from "@/db/values/registers";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { InsolvencyForm } from "./insolvency-form";
import { ServiceCard } from "./service-card";
import { ServiceTable } from "./service-table";
import { StatusTable } from "./status-table";

const REFRESH_MS = 30_000;

/** How registers are asked, what a state of a proceeding means, and who hears of a change. */
export function RegisterSettingsPage() {
  const t = useTranslations("registers.settings");
  const errorText = useErrorText();
  const services = trpc.registers.services.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const costs = trpc.registers.costs.useQuery();
  const settings = trpc.registers.settings.useQuery();
  const error = services.error ?? settings.error;
  if (error) return <ErrorState>{errorText(error)}</ErrorState>;
  if (!services.data || !settings.data) return <Skeleton className="h-96" />;
  const isOfInsolvency = (register: string) =>
    INSOLVENCY_REGISTERS.some((each) => each === register);
  return (
    <div className="grid max-w-6xl gap-8">
      <Section title={t("insolvency")} hint={t("insolvencyHint")}>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {services.data
            .filter(({ register }) => isOfInsolvency(register))
            .map((service) => (
              <ServiceCard key={service.register} service={service} costs={costs.data ?? []} />
            ))}
        </div>
      </Section>
      <Section title={t("altogether")}>
        <InsolvencyForm settings={settings.data} />
      </Section>
      <Section title={t("others")} hint={t("othersHint")}>
        <ServiceTable
          services={services.data.filter(({ register }) => !isOfInsolvency(register))}
          costs={costs.data ?? []}
        />
      </Section>
      <StatusTable />
    </div>
  );
}
