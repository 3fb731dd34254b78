import { RequestList } from "@/components/portal/request-list";
import { cursorOf, type Search } from "@/components/portal/search";
import { requireClient } from "../../../current-visit";

type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<Search> };

export default async function Page({ params, searchParams }: Props) {
  const [{ tenant }, search] = await Promise.all([params, searchParams]);
  const { caller } = await requireClient(tenant, "requests");
  const cursor = cursorOf(search);
  const page = await caller.myRequests({ cursor });
  return <RequestList slug={tenant} page={page} isFirst={cursor === null} />;
}
