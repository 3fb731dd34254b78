import { expect, it } from "vitest";
import { messageListInput } from "./message-query";

it("asks for what stands in the URL, and for nothing that is not known", () => {
  const filters = { state: "refused", channel: "pigeon", direction: "inbound", open: "1" };
  expect(messageListInput({ q: "Nová", filters })).toEqual({
    filter: {
      ...{ text: "Nová", state: "refused", channel: undefined },
      ...{ direction: "inbound", isOpen: true },
    },
  });
  expect(messageListInput({ q: "", filters: {} }).filter).toEqual({});
});
