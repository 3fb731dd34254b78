import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CasePage } from "@/components/portal/case-page";
import { pathOf } from "@/components/portal/path-of";
import { requireClient } from "../../../../current-visit";

type Props = { params: Promise<{ tenant: string; refNo: string[] }> };

/** So many of the newest documents and messages stand on the case's own page. */
const PAPERS_SHOWN = 5;

const load = cache(async (tenant: string, refNo: string) => {
  const { caller, ctx } = await requireClient(tenant, `cases/${pathOf(refNo)}`);
  const newest = { refNo, limit: PAPERS_SHOWN };
  // Confirmations are a person's: who came by a letter has not signed in as one.
  const isOnly = ctx?.actor.letter !== undefined;
  const [detail, documents, messages, noDebt, { isOffered }] = await Promise.all([
    caller.myCase({ refNo }),
    caller.myDocuments(newest),
    caller.myMessages(newest),
    isOnly ? null : caller.noDebtOffer({ refNo }),
    caller.testPaymentOffer({ refNo }),
  ]).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return { detail, papers: { documents, messages, noDebt }, isOnly, offersTest: isOffered };
});

const numberOf = (parts: string[]) => parts.map(decodeURIComponent).join("/");

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { refNo } = await params;
  const t = await getTranslations("portal.case");
  return { title: t("title", { refNo: numberOf(refNo) }) };
}

export default async function Page({ params }: Props) {
  const { tenant, refNo } = await params;
  return <CasePage slug={tenant} {...(await load(tenant, numberOf(refNo)))} />;
}
