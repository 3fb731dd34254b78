import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PlanPage } from "@/components/dunning/plan-page";

type Params = { params: Promise<{ planId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dunning.plans");
  return { title: t("title") };
}

export default async function Page({ params }: Params) {
  const planId = Number((await params).planId);
  if (!Number.isSafeInteger(planId) || planId < 1) notFound();
  return <PlanPage planId={planId} />;
}
