import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { pathOf } from "@/components/portal/path-of";
import { RequestPage } from "@/components/portal/request-page";
import { requireClient } from "../../../../current-visit";

type Props = { params: Promise<{ tenant: string; refNo: string[] }> };

export default async function Page({ params }: Props) {
  const { tenant, refNo } = await params;
  const number = refNo.map(decodeURIComponent).join("/");
  const { caller } = await requireClient(tenant, `requests/${pathOf(number)}`);
  const request = await caller.myRequest({ refNo: number }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  // It was merged into another: the old link leads there.
  if (request.refNo !== number) redirect(`/portal/${tenant}/requests/${pathOf(request.refNo)}`);
  return <RequestPage slug={tenant} request={request} />;
}
