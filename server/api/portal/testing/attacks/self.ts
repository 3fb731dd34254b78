import type { Attacks } from "../attack";

export const self: Attacks = {
  me: [() => undefined],
  myData: [() => undefined],
  changeMyData: [
    () => ({
      ...{ version: 99, emails: [], phones: [] },
      address: { street: "X 1", city: "X", postalCode: "", country: "CZ" },
    }),
  ],
};
