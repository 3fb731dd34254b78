import { EnterByLink } from "@/components/portal/enter-by-link";

type Props = { params: Promise<{ tenant: string; token: string }> };

/** Only a press of the button uses the link up: what looks ahead at addresses does not. */
export default async function Page({ params }: Props) {
  const { tenant, token } = await params;
  return <EnterByLink slug={tenant} token={token} />;
}
