import { openSaldo } from "./saldo";
import { makeServer } from "./server";
import { settingsOf } from "./settings";
import { openStore } from "./store";

const log = (words: string, cause?: unknown): void => {
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : "";
  process.stdout.write(`${new Date().toISOString()} ${words}${reason ? `\n${reason}` : ""}\n`);
};

try {
  const { port, folder, secrets, ...access } = settingsOf(process.env);
  const store = openStore(folder);
  const now = () => new Date();
  const desk = { saldo: openSaldo(access), store, now, underWay: new Map() };
  const server = makeServer({ desk, secrets, log });
  server.once("error", (error) => {
    log(`port ${port} cannot be listened on`, error);
    process.exit(1);
  });
  server.listen(port, "127.0.0.1", () => log(`listening on http://127.0.0.1:${port}`));
  const end = () => {
    // Whoever is being answered gets the answer; whoever is not, comes again.
    server.close(() => {
      store.close();
      process.exit(0);
    });
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5_000).unref();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
