import { ProfileListPage } from "@/components/claims/profile-list-page";

export default function ProfilesPage() {
  return <ProfileListPage />;
}
