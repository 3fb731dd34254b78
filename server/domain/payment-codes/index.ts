export { listPayeeAccounts, type PayeeAccount } from "../bank";
export { type PaymentCode, paymentCode } from "./payment-code";
export { type PaymentCodeImage, paymentCodeImage } from "./payment-code-image";
