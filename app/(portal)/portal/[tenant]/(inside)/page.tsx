import { CaseList } from "@/components/portal/case-list";
import { requireClient } from "../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const { caller, ctx } = await requireClient(tenant);
  const cases = await caller.myCases();
  return <CaseList slug={tenant} name={ctx?.actor.name ?? ""} cases={cases} />;
}
