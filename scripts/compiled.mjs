// How the one dependency that is compiled is compiled; needs nothing but Node.
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";

/** Takes two thirds of an installation and one processor. */
export const COMPILED = "better-sqlite3";

/** Included into it where Node's headers make of it what aborts; ready-made ones may have been made with them. */
const GUARD = "scripts/better-sqlite3.h";
const GUARDED = Number(process.versions.node.split(".")[0]) >= 24;

/** Files of ours from which it is made. */
export const COMPILED_FROM = GUARDED ? [GUARD] : [];

/** The environment in which it is compiled. */
export function compilerEnvironment() {
  const env = { JOBS: String(availableParallelism()), ...process.env };
  if (!GUARDED) return env;
  const flags = [process.env.CXXFLAGS, `-include '${resolve(GUARD)}'`].filter(Boolean).join(" ");
  return { ...env, CXXFLAGS: flags, npm_config_build_from_source: "true" };
}

const BINARY = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";
/** What it calls only where it was compiled without the guard. */
const ABORTING = "RemoveEnvironmentCleanupHook";

/** Why a server would abort within minutes; null where it would not. */
export function whyItAborts() {
  if (!GUARDED || !existsSync(BINARY) || !readFileSync(BINARY).includes(ABORTING)) return null;
  return (
    `${COMPILED} was not compiled by npm start, and would end the server within minutes on Node ${process.version}: ` +
    "remove the folder node_modules and run npm start (docs/decisions/030)."
  );
}
