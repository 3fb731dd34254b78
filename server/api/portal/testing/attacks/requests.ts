import { type Attacks, KEY as key } from "../attack";

export const requests: Attacks = {
  myRequests: [() => undefined],
  myRequest: [({ requestNo }) => ({ refNo: requestNo }), ({ refNo }) => ({ refNo })],
  requestStamp: [({ requestNo }) => ({ refNo: requestNo })],
  requestNews: [() => undefined],
  readRequest: [({ requestNo }) => ({ refNo: requestNo, postId: 1 })],
  openRequest: [
    ({ refNo }) => ({
      ...{ subject: "X", kind: "other", text: "X", aboutRefNo: refNo, idempotencyKey: key },
    }),
  ],
  replyToRequest: [({ requestNo }) => ({ refNo: requestNo, text: "X", idempotencyKey: key })],
  closeMyRequest: [({ requestNo }) => ({ refNo: requestNo })],
  rateRequest: [({ requestNo }) => ({ refNo: requestNo, rating: "bad" })],
};
