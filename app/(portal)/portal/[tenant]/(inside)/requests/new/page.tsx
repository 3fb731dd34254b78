import { NewRequest } from "@/components/portal/new-request";
import { REQUEST_KINDS } from "@/db/values/portal";
import { requireClient } from "../../../../current-visit";

interface Props {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: Props) {
  const { tenant } = await params;
  const asked = (await searchParams).kind;
  const kind = REQUEST_KINDS.find((each) => each === asked) ?? "payment";
  const { caller } = await requireClient(tenant, "requests/new");
  const { items } = await caller.myCases();
  const cases = items.map(({ refNo, counterpart }) => ({ refNo, counterpart }));
  return <NewRequest slug={tenant} cases={cases} first={kind} />;
}
