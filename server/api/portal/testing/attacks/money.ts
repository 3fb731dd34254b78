import { type Attacks, KEY as key } from "../attack";

export const money: Attacks = {
  myCases: [() => undefined],
  myCase: [({ refNo }) => ({ refNo }), ({ requestNo }) => ({ refNo: requestNo })],
  myPaymentCode: [
    ({ refNo, claimId }) => ({ refNo, claimId }),
    ({ refNo }) => ({ refNo, currency: "CZK" }),
  ],
  promisePayment: [
    ({ refNo }) => ({
      ...{ refNo, amountMinor: 100, currency: "CZK", dueOn: "2030-01-01", idempotencyKey: key },
    }),
  ],
  showPlan: [({ refNo }) => ({ refNo, count: 2 })],
  takePlan: [({ refNo }) => ({ refNo, count: 2, totalMinor: 5_900_00, idempotencyKey: key })],
};
