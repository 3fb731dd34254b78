import { RequestList } from "@/components/portal/request-list";
import { requireClient } from "../../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const { caller } = await requireClient(tenant, "requests");
  return <RequestList slug={tenant} requests={await caller.myRequests()} />;
}
