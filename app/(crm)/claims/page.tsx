import { ClaimListPage } from "@/components/claims/claim-list-page";

export default function ClaimsPage() {
  return <ClaimListPage />;
}
