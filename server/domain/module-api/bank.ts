import { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { rematchMovement, uploadStatement } from "../bank";
import { FILE_BYTES_MAX } from "../files";
import { idField, outText, textField } from "./fields";
import { procedure, type Say } from "./procedure";

type Params = Record<string, string | number>;

const told = z
  .object({
    code: outText("What is the matter."),
    message: outText("The same in words of the caller's language."),
    params: z.record(z.string(), z.union([z.string(), z.number()])).describe("Values in it."),
  })
  .describe("One remark.");

export const uploadStatementByModule = procedure({
  ...{ method: "POST", path: "statements", scope: "bank:upload", tag: "bank" },
  ...{ footing: "module", isKeyOptional: true, fileBytesMax: FILE_BYTES_MAX },
  summary: "Takes a bank's statement over",
  description:
    "The body is the file, or a form with one file. A fault refuses the whole file by its first " +
    "word on where and why; with keep=good the good statements are taken and the others told.",
  input: z.strictObject({
    name: textField("Name of the file; left out: the form's.", 200).optional(),
    keep: z.literal("good").optional().describe("Take the good statements of the file."),
  }),
  output: z.object({
    statements: z.number().int().describe("Statements that were taken over."),
    movements: z.number().int().describe("Movements in them."),
    newMovements: z.number().int().describe("Those that had not come before."),
    findings: z
      .array(
        told.extend({
          account: outText("Account of the statement."),
          number: outText("Number of the statement."),
        }),
      )
      .describe("What does not add up in statements that were taken."),
    refused: z.array(told).describe("Statements that were not taken."),
  }),
  errors: {
    ...{ "bank.upload_query": "invalid", "bank.account_unknown": "invalid" },
    ...{ "bank.truncated_record": "invalid", "modules.one_file": "invalid" },
  },
  example: { name: "vypis.gpc" },
  run: async ({ module, input, file, say }) => {
    const { name = file.name || "vypis", keep } = input;
    const taken = await uploadStatement(
      module,
      { name, ...(keep ? { keep } : {}) },
      (async function* () {
        yield file.bytes;
      })(),
    );
    const [first] = taken.choice?.bad ?? [];
    if (first) throw new DomainError("invalid", first.code, first.params);
    return {
      statements: taken.statementCount,
      movements: taken.movementCount,
      newMovements: taken.newCount,
      findings: taken.findings.map(({ account, number, ...finding }) => {
        return { account: String(account), number: String(number), ...inWords(say, finding) };
      }),
      refused: taken.refused.map((each) => inWords(say, each)),
    };
  },
});

const inWords = (say: Say, { code, params = {} }: { code: string; params?: Params }) => {
  return { code, params, message: say(code, params) };
};

export const rematchMovementByModule = procedure({
  ...{ method: "POST", path: "movements/:movementId/rematch", scope: "bank:match", tag: "bank" },
  ...{ footing: "alone", isKeyOptional: true },
  summary: "Has a bank movement looked at again (znovuzatřízení)",
  description: "Answers where it stands now; what is booked is left alone.",
  input: z.strictObject({ movementId: idField("The movement.") }),
  output: z.object({
    state: outText("open, parked, matched or ignored."),
    reason: outText("Why it stands there."),
  }),
  errors: { "bank.movement_not_found": "not_found", "bank.movement_decided": "conflict" },
  example: { movementId: 7 },
  run: ({ module, input }) => rematchMovement(module, input),
});
