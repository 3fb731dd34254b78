import { CaseList } from "@/components/portal/case-list";
import { cursorOf, type Search } from "@/components/portal/search";
import { requireClient } from "../../current-visit";

type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<Search> };

export default async function Page({ params, searchParams }: Props) {
  const [{ tenant }, search] = await Promise.all([params, searchParams]);
  const { caller, ctx } = await requireClient(tenant);
  const page = await caller.myCases({ cursor: cursorOf(search) });
  return <CaseList slug={tenant} name={ctx?.actor.name ?? ""} page={page} />;
}
