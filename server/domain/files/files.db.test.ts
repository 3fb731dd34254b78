import { describe, expect, it } from "vitest";
import { inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { cleanName, fileContent, fileHead, shownTypeOf, storeFile } from ".";

const desk = await openDesk();

async function* pieces(...sizes: number[]) {
  let byte = 0;
  for (const size of sizes) yield Buffer.alloc(size, byte++);
}
const MB = 1024 * 1024;

describe("files", () => {
  it("come back byte by byte, whatever pieces they came in", async () => {
    const ctx = await (await desk.tenant()).operator();
    const sizes = [10, MB, 3 * MB + 5, 1];
    const { fileId, sizeBytes } = await inTransaction(ctx, (inner, tx) =>
      storeFile(inner, tx, { name: "a/b.pdf", mediaType: "x/y", content: pieces(...sizes) }),
    );
    const back = await reading(ctx, (tx) => fileContent(tx, fileId));
    const sent: Buffer[] = [];
    for await (const piece of pieces(...sizes)) sent.push(piece);
    expect(back.equals(Buffer.concat(sent))).toBe(true);
    expect(await reading(ctx, (tx) => fileHead(tx, fileId))).toMatchObject({
      name: "b.pdf",
      sizeBytes,
    });
  });

  it("are refused when empty or too large, and leave nothing behind", async () => {
    const ctx = await (await desk.tenant()).operator();
    const store = (content: AsyncIterable<Uint8Array>) =>
      inTransaction(ctx, (inner, tx) =>
        storeFile(inner, tx, { name: "x", mediaType: "", content }),
      );
    await expect(store(pieces())).rejects.toMatchObject({ code: "files.empty" });
    await expect(store(pieces(60 * MB, 5 * MB))).rejects.toMatchObject({ code: "files.too_large" });
    const [row] = await reading(ctx, (tx) => tx.sql`select count(*) as n from file_chunks`);
    expect(row).toEqual({ n: 0 });
  });

  it("are invisible to another tenant", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { fileId } = await inTransaction(ctx, (inner, tx) =>
      storeFile(inner, tx, { name: "x", mediaType: "", content: pieces(5) }),
    );
    const stranger = await (await desk.tenant()).operator();
    await expect(reading(stranger, (tx) => fileContent(tx, fileId))).rejects.toMatchObject({
      code: "files.not_found",
    });
  });

  it("are shown by their bytes, not by their name", () => {
    expect(shownTypeOf(Buffer.from("%PDF-1.7"))).toBe("application/pdf");
    expect(shownTypeOf(Buffer.from("<html><script>"))).toBeNull();
    expect(cleanName("..\\..\\e\u0000vil.exe")).toBe("evil.exe");
  });
});
