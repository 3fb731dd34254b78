/** A form as a browser sends it; what a test names stands in place of what is here. */
export const filled = (more: Record<string, string> = {}): Record<string, string> => ({
  ...{ fullName: "Ing. Jana Půjčená", birth: "855615/9227", idCardNo: "123456789" },
  ...{ street: "Dlouhá 12", city: "Praha", postalCode: "110 00", email: "jana@example.cz" },
  ...{ phone: "777123456", amount: "60 000", months: "12", income: "35 000", expenses: "12000" },
  ...{ account: "19-2000145399/0800" },
  ...more,
});
