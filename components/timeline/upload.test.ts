import { describe, expect, it } from "vitest";
import { refusalOf } from "./upload";

describe("refusalOf", () => {
  it("reads the door's code and params", () => {
    const responseText = JSON.stringify({ code: "files.too_large", params: { megabytes: 64 } });
    expect(refusalOf({ status: 400, responseText })).toMatchObject({
      code: "files.too_large",
      params: { megabytes: 64 },
    });
  });

  it("calls a proxy's page and an odd answer a failure, an ended session by its name", () => {
    const code = (status: number, responseText: string) => refusalOf({ status, responseText }).code;
    expect(code(502, "<h1>Bad gateway</h1>")).toBe("files.failed");
    expect(code(500, "{}")).toBe("files.failed");
    expect(code(500, "null")).toBe("files.failed");
    expect(code(401, "sign in first")).toBe("shell.session_ended");
  });
});
