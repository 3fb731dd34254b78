import { DataRights } from "@/components/portal/data-rights";
import { MyDataForm } from "@/components/portal/my-data-form";
import { OwnDataDownload } from "@/components/portal/own-data-download";
import { requireClient } from "../../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const { caller } = await requireClient(tenant, "data");
  const data = await caller.myData();
  return (
    <>
      <MyDataForm slug={tenant} data={data} />
      <OwnDataDownload slug={tenant} />
      {data.isPerson ? <DataRights slug={tenant} /> : null}
    </>
  );
}
