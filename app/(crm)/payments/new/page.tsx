import { NewPaymentPage } from "@/components/claims/new-payment-page";

export default function NewPayment() {
  return <NewPaymentPage />;
}
