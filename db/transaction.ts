import type postgres from "postgres";

/**
 * Transactions on a held connection of postgres.js. Its own `begin` waits for BEGIN before anything
 * else may be sent, lets work that was left running ask on after the end (on a connection that
 * serves somebody else by then, perhaps another tenant), and takes the process down when the server
 * drops the connection between two statements: the next one is written to a socket that is gone.
 */
export interface Opening {
  begin: "begin" | "begin read only" | "begin isolation level repeatable read read only";
  /** Sent behind BEGIN without waiting, ahead of the work's first statement. */
  prepare(sql: postgres.ISql): Promise<unknown>;
}

interface Query extends Promise<unknown> {
  handler(query: Query): void;
  reject(error: Error): void;
}

/** A connection of postgres.js, as its own `begin` uses it. */
interface Connection {
  /** Answers whether the next query may follow without waiting for this one. */
  execute(query: Query): boolean;
  /** Called when an answer is in and the transaction still open; it frees itself at its end. */
  reserved: (() => void) | null;
  onclose: ((error: Error) => void) | null;
}

interface Scope {
  sql: postgres.TransactionSql;
  /** The first statement that failed, also when the work caught it: the server refuses the rest. */
  failed(): Error | null;
  close(): void;
}

class Held {
  private connection: Connection | null = null;
  private waiting: Query[] = [];
  private isBusy = false;
  private lost: Error | null = null;
  private savepoints = 0;
  /** The last statement that failed, in whatever savepoint. */
  private failure: Error | null = null;
  private readonly given: { loss: Promise<never>; give(error: Error): void };

  constructor(private readonly pool: postgres.Sql) {
    let give: (error: Error) => void = () => undefined;
    const loss = new Promise<never>((_, reject) => {
      give = reject;
    });
    loss.catch(() => undefined);
    this.given = { loss, give };
  }

  /** Fails when the connection is lost: statements that still wait for it are never answered. */
  get loss(): Promise<never> {
    return this.given.loss;
  }

  open({ begin, prepare }: Opening): Promise<unknown> {
    const onexecute = (connection: Connection): boolean => {
      this.connection = connection;
      connection.reserved = () => {
        this.isBusy = false;
        this.flush();
      };
      connection.onclose = (error) => this.lose(error);
      // Once BEGIN itself is written; what waits follows in the same packet.
      queueMicrotask(() => this.flush());
      // No: the pool gives this connection to nobody else.
      return false;
    };
    const options = { simple: true, onexecute } as postgres.UnsafeQueryOptions;
    const begun = this.pool.unsafe(begin, [], options).execute();
    begun.catch((error: Error) => this.lose(error));
    return Promise.all([begun, prepare(this.sql(() => this.lost).sql)]);
  }

  /**
   * The connection frees itself when the server has answered. A COMMIT of what has failed is answered
   * with ROLLBACK and no error, so it is looked at.
   */
  async end(statement: "commit" | "rollback"): Promise<void> {
    if (this.lost) throw this.lost;
    const { sql } = this.sql(() => this.lost);
    const ended = await Promise.race([sql.unsafe(statement).simple(), this.loss]);
    if (statement === "commit" && ended.command === "ROLLBACK") {
      throw this.failure ?? new Error("the transaction was rolled back");
    }
  }

  private lose(error: Error): void {
    this.lost ??= error;
    this.given.give(error);
    for (const query of this.waiting.splice(0)) query.reject(error);
  }

  private send(query: Query): void {
    this.waiting.push(query);
    if (this.connection && !this.isBusy) this.flush();
  }

  private flush(): void {
    while (this.connection && !this.isBusy && !this.lost) {
      const next = this.waiting.shift();
      if (!next) return;
      this.isBusy = !this.connection.execute(next);
    }
  }

  /** The pool's client, its queries led to this connection unless something speaks against it. */
  private sql(refusal: () => Error | null): {
    sql: postgres.TransactionSql;
    failed(): Error | null;
  } {
    let failure: Error | null = null;
    const lead = (made: unknown): unknown => {
      if (!(made instanceof Promise)) return made;
      // A query is sent when it is awaited, so the look is taken then.
      const query = made as Query;
      query.handler = (self) => {
        const refused = refusal();
        if (refused) return self.reject(refused);
        self.catch((error: Error) => {
          failure ??= error;
          this.failure = error;
        });
        this.send(self);
      };
      return made;
    };
    const call = this.pool as unknown as (...args: unknown[]) => unknown;
    const unsafe = this.pool.unsafe as unknown as (...args: unknown[]) => unknown;
    const sql = Object.assign((...args: unknown[]) => lead(call(...args)), this.pool, {
      unsafe: (...args: unknown[]) => lead(unsafe(...args)),
      savepoint: (work: (inner: postgres.TransactionSql) => unknown) => this.savepoint(sql, work),
    }) as unknown as postgres.TransactionSql;
    return { sql, failed: () => failure };
  }

  scope(): Scope {
    let isOver = false;
    const { sql, failed } = this.sql(() =>
      isOver ? new Error("the transaction is over") : this.lost,
    );
    return {
      sql,
      failed,
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
    // Sent ahead of the work's first statement: nobody waits for it alone.
    const opened = outer.unsafe(`savepoint ${name}`).execute();
    const scope = this.scope();
    try {
      // The inner function turns what the work throws at once into a rejection like any other.
      const [result] = await Promise.all([(async () => work(scope.sql))(), opened]);
      const failure = scope.failed();
      if (failure) throw failure;
      return result;
    } catch (error) {
      scope.close();
      // Where it could not be opened the transaction had failed before, and there is nothing to go back to.
      if (
        !this.lost &&
        (await opened.then(
          () => true,
          () => false,
        ))
      ) {
        await outer.unsafe(`rollback to ${name}`);
      }
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
  const held = new Held(pool);
  const scope = held.scope();
  const opened = held.open(opening);
  let result: T;
  try {
    // The inner function turns what the work throws at once into a rejection like any other.
    const all = Promise.all([(async () => work(scope.sql))(), opened]);
    [result] = await Promise.race([all, held.loss]);
    const failure = scope.failed();
    if (failure) throw failure;
  } catch (error) {
    scope.close();
    await held.end("rollback").catch(() => undefined);
    throw error;
  }
  scope.close();
  const end = held.end("commit");
  if (opening.begin === "begin") await end;
  else end.catch(() => undefined);
  return result;
}

/** More than postgres.js needs until a statement that is awaited has been handed to its connection. */
const TURNS = 8;

/**
 * Lets statements go out without waiting for their answers: they travel with the next one, or with
 * the COMMIT. Where one fails the whole transaction does, so only for what no caller recovers from.
 */
export async function sendAhead(...sent: readonly Promise<unknown>[]): Promise<void> {
  for (const each of sent) each.catch(() => undefined);
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}
