import { OrganisationPage } from "@/components/portal/organisation-page";
import { requireClient } from "../../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const { caller } = await requireClient(tenant, "organisation");
  return <OrganisationPage slug={tenant} organisation={await caller.myOrganisation()} />;
}
