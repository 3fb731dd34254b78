import { redirect } from "next/navigation";
import { requireContext } from "@/app/current-context";

/** To the manual of one's own role. */
export default async function Page() {
  const { actor } = await requireContext();
  redirect(`/help/manuals/${actor.role}`);
}
