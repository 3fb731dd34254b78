import { MessagesPage } from "@/components/portal/documents-page";
import { caseOf, cursorOf, type Search } from "@/components/portal/search";
import { requireClient } from "../../../../current-visit";

type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<Search> };

export default async function Page({ params, searchParams }: Props) {
  const [{ tenant }, search] = await Promise.all([params, searchParams]);
  const { caller, ctx } = await requireClient(tenant, "documents/messages");
  const onlyCase = ctx?.actor.letter?.refNo ?? null;
  const [cursor, refNo] = [cursorOf(search), caseOf(search)];
  const page = await caller.myMessages({ refNo, cursor });
  const shown = { slug: tenant, refNo, isFirst: cursor === null, page, onlyCase };
  return <MessagesPage {...shown} />;
}
