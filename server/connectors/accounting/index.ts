export { type AccountingQuestion, askPayments, feedUrl, PAGE_SIZE } from "./ask-payments";
export { type AccountingPage, type AccountingPayment, readPage } from "./payment";
