export { listPayeeAccounts, type PayeeAccount } from "../bank";
export { payBySquareText } from "./pay-by-square";
export { type PaymentCode, paymentCode } from "./payment-code";
export { type PaymentCodeImage, paymentCodeImage } from "./payment-code-image";
export type { PaymentOrder } from "./payment-order";
export { qrModules, qrPng } from "./qr-image";
export { spaydText } from "./spayd";
