import { NewRequest } from "@/components/portal/new-request";
import { requireClient } from "../../../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const { caller } = await requireClient(tenant, "requests/new");
  const { items } = await caller.myCases();
  const cases = items.map(({ refNo, counterpart }) => ({ refNo, counterpart }));
  return <NewRequest slug={tenant} cases={cases} />;
}
