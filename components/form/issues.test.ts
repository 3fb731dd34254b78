import { expect, it } from "vitest";
import { z } from "zod";
import { firstIssues } from "./issues";

const schema = z
  .object({
    name: z.string().min(1),
    code: z.string().min(3).max(5),
    email: z.email(),
    amountMinor: z.number().int().positive(),
    dueOn: z.string(),
    phones: z.array(z.object({ number: z.string().min(1) })),
    state: z.enum(["new", "closed"]),
    number: z.string().refine((text) => text !== "000", { message: "kernel.bad_number" }),
  })
  .refine((value) => value.name !== value.code, { message: "not a code" });

function issuesOf(input: unknown) {
  const result = schema.safeParse(input, { reportInput: true });
  return result.success ? {} : firstIssues(result.error.issues);
}

it("names each field's first fault by a message of ours", () => {
  expect(
    issuesOf({
      name: "",
      code: "x",
      email: "nobody",
      amountMinor: -5,
      dueOn: null,
      phones: [{ number: "" }],
      state: null,
      number: "000",
    }),
  ).toEqual({
    name: { key: "requiredError" },
    code: { key: "tooShort", params: { min: 3 } },
    email: { key: "emailError" },
    amountMinor: { key: "tooSmall", params: { min: 0 } },
    dueOn: { key: "requiredError" },
    "phones.0.number": { key: "requiredError" },
    state: { key: "requiredError" },
    number: { key: "kernel.bad_number", params: undefined },
  });
});

it("tells too long, not a number and the form as a whole", () => {
  const fine = {
    name: "a",
    code: "abcd",
    email: "a@b.cz",
    amountMinor: 1,
    dueOn: "",
    phones: [],
    state: "new",
  };
  expect(issuesOf({ ...fine, number: "1", code: "abcdefg" }).code).toEqual({
    key: "tooLong",
    params: { max: 5 },
  });
  expect(issuesOf({ ...fine, number: "1", amountMinor: "x" }).amountMinor).toEqual({
    key: "numberError",
  });
  expect(issuesOf({ ...fine, number: "1", state: "gone" }).state).toEqual({ key: "invalidError" });
  expect(issuesOf({ ...fine, number: "1", name: "abcd" })[""]).toEqual({ key: "invalidError" });
});
