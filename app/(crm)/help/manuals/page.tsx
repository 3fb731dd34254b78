import { redirect } from "next/navigation";
import { requireContext } from "@/app/current-context";
import { manualRoleOf } from "@/server/domain/help/inputs";

/** To the manual of one's own role. */
export default async function Page() {
  const { actor } = await requireContext();
  redirect(`/help/manuals/${manualRoleOf(actor.role)}`);
}
