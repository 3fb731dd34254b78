// Behaves as the office does towards the process that starts it, faults included: what a document
// holds decides. "HANG" never ends, "CRASH" kills the process, "SKIP" gives nothing, "HALF" dies
// in the middle of a file.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const asked = process.argv.slice(2);
if (asked.includes("--version")) {
  process.stdout.write("LibreOffice 1.2.3.4 stand-in\n");
  process.exit(0);
}
const fall = () => process.kill(process.pid, "SIGKILL");
for (const file of asked.filter((each) => each.startsWith("in/"))) {
  const content = readFileSync(file, "latin1");
  const out = `out/${basename(file).replace(/\.\w+$/, ".pdf")}`;
  process.stdout.write(`convert ${file} -> ${out} using filter : writer_pdf_Export\n`);
  if (content.includes("SKIP")) continue;
  if (content.includes("CRASH")) fall();
  if (content.includes("HALF")) {
    writeFileSync(out, "%PDF-1.7\n1 0 obj");
    fall();
  }
  if (content.includes("HANG")) {
    // A child that would outlive it: it listens on a port which it writes down.
    const [, note] = /HANG (\S+);/.exec(content);
    const code =
      "const s = require('net').createServer().listen(0, '127.0.0.1', () => " +
      `require('fs').writeFileSync(${JSON.stringify(note)}, String(s.address().port)))`;
    if (!existsSync(note)) spawn(process.execPath, ["-e", code], { stdio: "ignore" });
    await new Promise(() => setInterval(() => {}, 1000));
  }
  // The names of its environment, told by the script around it.
  const [environment] = asked;
  writeFileSync(out, `%PDF-1.7\n% ${environment}\n% ${content}\n%%EOF\n`);
}
