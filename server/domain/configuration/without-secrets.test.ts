import { expect, it } from "vitest";
import { withoutSecrets } from "./without-secrets";

it("leaves out what lets somebody in, and nothing else", () => {
  expect(
    withoutSecrets({
      url: "https://robot:heslo123@loan.example/api?key=abc&refNo={refNo}#x",
      plain: "https://loan.example/path",
      git: "ssh://token@git.example/repo.git",
      loan: { apiKey: "abc", limits: [1, { clientSecret: "x", note: "passes" }], tokens: { a: 1 } },
      password: null,
      passes: "yes",
    }),
  ).toEqual({
    url: "https://***@loan.example/api?key=***&refNo={refNo}#x",
    plain: "https://loan.example/path",
    git: "ssh://***@git.example/repo.git",
    loan: { apiKey: "***", limits: [1, { clientSecret: "***", note: "passes" }], tokens: { a: 1 } },
    password: null,
    passes: "yes",
  });
});
