"use client";

import { useTranslations } from "next-intl";
import { Card } from "../ui/section";
import { type Service, ServiceForm } from "./service-form";
import { Health } from "./service-health";
import { type Costs, Spent } from "./spent";

/** One register with its settings open: how it is, how it is asked, what it cost this month. */
export function ServiceCard({ service, costs }: { service: Service; costs: Costs }) {
  const t = useTranslations("registers");
  const { register } = service;
  return (
    <Card
      title={t(`names.${register}`)}
      hint={t(`about.${register}`)}
      level={3}
      actions={<Spent service={service} costs={costs} />}
    >
      <div className="grid gap-3">
        <Health service={service} />
        <ServiceForm service={service} />
      </div>
    </Card>
  );
}
