import { redirect } from "next/navigation";

/** Documents are cases of their category: one list serves both. */
export default function Page() {
  redirect("/cases?category=document");
}
