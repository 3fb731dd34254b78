export { ACCOUNTING_URL, type AccountingUnit, askAccountingUnit } from "./ask-accounting-unit";
export { askSlovakCompany, searchSlovakCompanies } from "./ask-rpo";
export { RPO_URL } from "./rpo-words";
