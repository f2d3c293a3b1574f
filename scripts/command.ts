import { existsSync, readFileSync } from "node:fs";
import { commandPath } from "@/lib/address/files";
import { commandPass, readAddress } from "@/lib/server/beside/server-address";
import { CommandError, type CommandName, runCommand } from "@/lib/server/commands";
import { FileInUseError, startApplication, UnfitFileError } from "@/lib/server/compose";
import { type Env, EnvError, readEnv } from "@/lib/server/env";

function secretOf(env: Env): string {
  const file = `${env.databaseFile}.secret`;
  const secret = env.secret ?? (existsSync(file) ? readFileSync(file, "utf8").trim() : null);
  if (secret === null)
    throw new CommandError("The running server has a secret of its own: give this command the same OKIENKO_SECRET.");
  return secret;
}

/** Asks the server that owns the database, over loopback. */
async function askServer(name: CommandName, input: unknown): Promise<unknown> {
  const env = readEnv(process.env);
  const address = readAddress(env);
  if (address === null)
    throw new CommandError(
      `${env.databaseFile} is in use, but no server says where it listens; try again in a moment.`,
    );
  const response = await fetch(`${address}${commandPath(name)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${commandPass(secretOf(env))}`, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  if (response.status === 404)
    throw new CommandError("The server did not accept this command: give it the same OKIENKO_SECRET.");
  const answer: unknown = await response.json();
  if (!response.ok) throw new CommandError(String((answer as { error?: string }).error ?? response.status));
  return answer;
}

/** Carries a command out: inside the running server if there is one, else by owning the database for a moment. */
export async function carryOut(name: CommandName, input: unknown): Promise<unknown> {
  // A mistyped path would be a new and empty city, whose settings nobody meant.
  const { databaseFile } = readEnv(process.env);
  if (!existsSync(databaseFile))
    throw new CommandError(
      `There is no database ${databaseFile}: start the server once, or set DATABASE_URL to yours.`,
    );
  try {
    const application = startApplication(process.env);
    try {
      return await runCommand(application, name, input);
    } finally {
      await application.close();
    }
  } catch (cause) {
    if (cause instanceof FileInUseError) return askServer(name, input);
    throw cause;
  }
}

/** Runs a command's body; what the operator can mend is one sentence, and the exit code says that it failed. */
export async function asCommand(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (cause) {
    const plain = cause instanceof CommandError || cause instanceof EnvError || cause instanceof UnfitFileError;
    console.error(plain ? cause.message : cause);
    process.exitCode = 1;
  }
}
