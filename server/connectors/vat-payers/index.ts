export {
  type PublishedAccount,
  VAT_PAYER_KINDS,
  type VatPayer,
  type VatPayerKind,
} from "./adis-words";
export { askVatPayers, VAT_PAYERS_MAX, VAT_PAYERS_URL } from "./ask-vat-payers";
