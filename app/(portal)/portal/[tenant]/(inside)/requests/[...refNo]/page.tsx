import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { RequestPage } from "@/components/portal/request-page";
import { requireClient } from "../../../../current-visit";

type Props = { params: Promise<{ tenant: string; refNo: string[] }> };

export default async function Page({ params }: Props) {
  const { tenant, refNo } = await params;
  const { caller } = await requireClient(tenant);
  const number = refNo.map(decodeURIComponent).join("/");
  const request = await caller.myRequest({ refNo: number }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <RequestPage slug={tenant} request={request} />;
}
