import { AskLinkForm } from "@/components/portal/ask-link-form";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  return (
    <div className="mx-auto max-w-md pt-4">
      <AskLinkForm slug={tenant} />
    </div>
  );
}
