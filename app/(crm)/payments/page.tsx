import { PaymentListPage } from "@/components/claims/payment-list-page";

export default function PaymentsPage() {
  return <PaymentListPage />;
}
