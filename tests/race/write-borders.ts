import Database from "better-sqlite3";

/** What is written on the connection is from now on committed statement by statement. */
export function takeTransactionsAway(client: Database.Database): void {
  Object.assign(client, { transaction: (work: () => unknown) => ({ immediate: work, deferred: work }) });
}

type Execute = (this: Database.Statement, ...values: unknown[]) => unknown;

const WAYS = ["run", "get", "all", "iterate"] as const;
/** The driver counts COMMIT among what only reads. */
const CONTROL = /^(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/i;
/** Says where a border is: before this statement, or behind this COMMIT. */
type Come = (border: string) => void;

/**
 * Calls `come` before every writing statement that this process executes, on whatever connection, and after every
 * COMMIT. It sits in the driver's own class, below store, ORM and transactions: none of them can write past it.
 */
export function watchBorders(come: Come): void {
  const probe = new Database(":memory:");
  const statements = Object.getPrototypeOf(probe.prepare("SELECT 1")) as Record<string, Execute>;
  for (const way of WAYS) {
    const execute = statements[way];
    if (!execute) throw new Error(`The driver has no ${way} any more.`);
    statements[way] = function (...values) {
      if (!this.readonly || CONTROL.test(this.source)) come(`before ${this.source}`);
      const answer = execute.apply(this, values);
      if (this.source === "COMMIT") come("after COMMIT");
      return answer;
    };
  }
  Database.prototype.exec = (sql) => {
    throw new Error(`Borders inside a script cannot be seen: ${sql}`);
  };
}
