import { OpenLink } from "@/components/portal/open-link";

type Props = { params: Promise<{ tenant: string; token: string }> };

/** Only a press of the button uses the link up: what looks ahead at addresses does not. */
export default async function Page({ params }: Props) {
  const { tenant, token } = await params;
  return (
    <div className="mx-auto max-w-md pt-4">
      <OpenLink slug={tenant} token={token} />
    </div>
  );
}
