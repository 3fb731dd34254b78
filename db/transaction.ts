import type postgres from "postgres";

/**
 * Transactions on a held connection of postgres.js. Its own `begin` waits for BEGIN before anything
 * else may be sent, lets work that was left running ask on after the end (on a connection that
 * serves somebody else by then, perhaps another tenant), and takes the process down when the server
 * drops the connection between two statements: the next one is written to a socket that is gone.
 */
export interface Opening {
  begin: "begin" | "begin read only";
  /** Sent behind BEGIN without waiting, ahead of the work's first statement. */
  prepare(sql: postgres.ISql): Promise<unknown>;
}

type Sent = Promise<unknown> & {
  handler(query: Sent): void;
  reject(error: Error): void;
};
type Connection = { onclose: ((error: Error) => void) | null };

interface Scope {
  sql: postgres.TransactionSql;
  /** The first statement that failed, also when the work caught it: the server refuses the rest. */
  failed(): Error | null;
  close(): void;
}

class Held {
  private lost: Error | null = null;
  private savepoints = 0;

  constructor(private readonly client: postgres.ReservedSql) {}

  /** `loss` only ever fails: when the connection does. */
  open({ begin, prepare }: Opening): { opened: Promise<unknown>; loss: Promise<never> } {
    let give: (error: Error) => void = () => undefined;
    // Statements that still queue for the connection are never answered when it is lost.
    const loss = new Promise<never>((_, reject) => {
      give = reject;
    });
    loss.catch(() => undefined);
    const watch = (connection: Connection) => {
      connection.onclose = (error) => {
        this.lost = error;
        give(error);
      };
      return true;
    };
    const opened = Promise.all([this.statement(begin, watch), prepare(this.client)]);
    return { opened, loss };
  }

  /** The connection goes back to the pool as soon as the statement is on its way. */
  end(statement: "commit" | "rollback"): Promise<unknown> {
    if (this.lost) return Promise.reject(this.lost);
    return this.statement(statement, () => {
      this.client.release();
      return true;
    });
  }

  private statement(text: string, onexecute: (connection: Connection) => boolean) {
    const options = { simple: true, onexecute } as postgres.UnsafeQueryOptions;
    return this.client.unsafe(text, [], options).execute();
  }

  scope(): Scope {
    let isOver = false;
    let failure: Error | null = null;
    const guard = (made: unknown): unknown => {
      if (!(made instanceof Promise)) return made;
      // A query is sent when it is awaited, so the look is taken then.
      const query = made as Sent;
      const send = query.handler;
      query.handler = (self) => {
        const refusal = isOver ? new Error("the transaction is over") : this.lost;
        if (refusal) return self.reject(refusal);
        self.catch((error: Error) => {
          failure ??= error;
        });
        send(self);
      };
      return made;
    };
    const call = this.client as unknown as (...args: unknown[]) => unknown;
    const unsafe = this.client.unsafe as unknown as (...args: unknown[]) => unknown;
    const sql = Object.assign((...args: unknown[]) => guard(call(...args)), this.client, {
      unsafe: (...args: unknown[]) => guard(unsafe(...args)),
      savepoint: (work: (inner: postgres.TransactionSql) => unknown) => this.savepoint(sql, work),
    }) as unknown as postgres.TransactionSql;
    return {
      sql,
      failed: () => failure,
      close: () => {
        isOver = true;
      },
    };
  }

  private async savepoint(
    outer: postgres.TransactionSql,
    work: (inner: postgres.TransactionSql) => unknown,
  ): Promise<unknown> {
    this.savepoints += 1;
    const name = `s${this.savepoints}`;
    await outer.unsafe(`savepoint ${name}`);
    const scope = this.scope();
    try {
      const result = await work(scope.sql);
      const failure = scope.failed();
      if (failure) throw failure;
      return result;
    } catch (error) {
      scope.close();
      if (!this.lost) await outer.unsafe(`rollback to ${name}`);
      throw error;
    } finally {
      scope.close();
    }
  }
}

/**
 * Runs work in one transaction; its failure, or that of any statement in it, takes it back. `read
 * only` work is not kept waiting for the COMMIT. Throws what the work threw, or the connection's loss.
 */
export async function transact<T>(
  pool: postgres.Sql,
  opening: Opening,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const held = new Held(await pool.reserve());
  const scope = held.scope();
  const { opened, loss } = held.open(opening);
  let result: T;
  try {
    // The inner function turns what the work throws at once into a rejection like any other.
    const all = Promise.all([(async () => work(scope.sql))(), opened]);
    [result] = await Promise.race([all, loss]);
    const failure = scope.failed();
    if (failure) throw failure;
  } catch (error) {
    scope.close();
    await held.end("rollback").catch(() => undefined);
    throw error;
  }
  scope.close();
  const end = held.end("commit");
  if (opening.begin === "begin read only") end.catch(() => undefined);
  else await Promise.race([end, loss]);
  return result;
}
