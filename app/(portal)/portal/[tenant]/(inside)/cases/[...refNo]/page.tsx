import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CasePage } from "@/components/portal/case-page";
import { pathOf } from "@/components/portal/path-of";
import { requireClient } from "../../../../current-visit";

type Props = { params: Promise<{ tenant: string; refNo: string[] }> };

const load = cache(async (tenant: string, refNo: string) => {
  const { caller } = await requireClient(tenant, `cases/${pathOf(refNo)}`);
  return caller.myCase({ refNo }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
});

const numberOf = (parts: string[]) => parts.map(decodeURIComponent).join("/");

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { refNo } = await params;
  const t = await getTranslations("portal.case");
  return { title: t("title", { refNo: numberOf(refNo) }) };
}

export default async function Page({ params }: Props) {
  const { tenant, refNo } = await params;
  const number = numberOf(refNo);
  const detail = await load(tenant, number);
  const { caller, ctx } = await requireClient(tenant, `cases/${pathOf(number)}`);
  const { isOffered } = await caller.testPaymentOffer({ refNo: number });
  return (
    <CasePage
      slug={tenant}
      detail={detail}
      isOnly={ctx?.actor.letter !== undefined}
      offersTest={isOffered}
    />
  );
}
