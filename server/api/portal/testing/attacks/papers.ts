import { type Attacks, KEY as key } from "../attack";

export const papers: Attacks = {
  myDocuments: [() => ({}), ({ refNo }) => ({ refNo, limit: 1 })],
  myMessages: [() => ({}), ({ refNo }) => ({ refNo })],
  myMessage: [({ messageId }) => ({ messageId })],
  noDebtOffer: [() => ({}), ({ refNo }) => ({ refNo })],
  issuePaper: [
    ({ refNo, paymentId }) => ({ kind: "payment", refNo, paymentId }),
    // A payment of theirs under a number of nobody's.
    ({ paymentId }) => ({ kind: "payment", refNo: key, paymentId }),
    ({ refNo }) => ({ kind: "noDebt", refNo }),
    () => ({ kind: "noDebt" }),
  ],
  checkPaper: [({ paperNumber }) => ({ number: paperNumber, code: "AAAA-AAAA-AAAA" })],
};
