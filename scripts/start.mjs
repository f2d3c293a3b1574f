// `npm start`: needs nothing but Node; installs and builds only what has changed, then serves.

import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { COMPILED, COMPILED_FROM, compilerEnvironment } from "./compiled.mjs";

const LEAST_NODE = 20;
const BUILT_FROM = [
  "app",
  "lib",
  "db",
  "public",
  "next.config.mjs",
  "scripts/document-script.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
];

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function run(command, args, env = process.env) {
  const { status } = spawnSync(command, args, { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}

function* filesOf(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* filesOf(join(path, name));
}

function stampOf(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths)
    for (const file of filesOf(path)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

const readStamp = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}

/** Forms opened before an upgrade keep working only if every build uses the same key. */
function actionsKey() {
  const url = process.env.DATABASE_URL || "file:./data/okienko.db";
  // The server refuses any other with a sentence; nothing is written for it before.
  if (!url.startsWith("file:")) return null;
  const database = url.replace(/^file:/, "");
  // Beside the file itself, by whatever link it is reached.
  const file = join(dirname(existsSync(database) ? realpathSync(database) : database), "actions.key");
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    // Whole under another name first: a full disk cuts it off.
    writeFileSync(`${file}.new`, randomBytes(32).toString("base64"), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, "utf8").trim();
}

/** Puts the scripts of documents among the build's files. */
async function writeDocumentScripts() {
  const { documentScripts } = await import("./document-script.mjs");
  for (const { path, contents } of documentScripts()) {
    mkdirSync(dirname(`.next/static/${path}`), { recursive: true });
    writeFileSync(`.next/static/${path}`, contents);
  }
}

/** Writes every script and style sheet compressed beside itself, once and well, so that no request has to. */
function compressFiles(folder) {
  for (const file of filesOf(folder)) {
    if (!/\.(js|css)$/.test(file)) continue;
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/**
 * Installs what the lock file names, unless that is installed already: all but the compiled one before it returns, and
 * that one while the promise that it returns is open. Building needs it not yet, serving does.
 */
export async function install() {
  if (Number(process.versions.node.split(".")[0]) < LEAST_NODE)
    fail(`Okienko needs Node ${LEAST_NODE} or later; this is ${process.version}.`);
  const [file, stamp] = ["node_modules/.okienko-stamp", stampOf(["package-lock.json", ...COMPILED_FROM])];
  if (readStamp(file) === stamp) return;
  console.log(`Installing (${COMPILED} is compiled once, 1–3 minutes) …`);
  run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
  const env = compilerEnvironment();
  const compiling = spawn("npm", ["rebuild", COMPILED], { stdio: "inherit", env, detached: true });
  // Whatever ends us ends it: the next start would remove the folder in which it still writes.
  const end = () => {
    try {
      process.kill(-compiling.pid);
    } catch {
      // It has come to its end itself.
    }
  };
  const quit = () => process.exit(1);
  process.once("exit", end).once("SIGINT", quit).once("SIGTERM", quit);
  const [code] = await once(compiling, "close");
  process.off("exit", end).off("SIGINT", quit).off("SIGTERM", quit);
  if (code !== 0) fail(`${COMPILED} could not be compiled: npm says above what is missing.`);
  writeStamp(file, stamp);
}

/** Builds the application, unless it was last built from the very same files. */
export async function build() {
  const key = actionsKey();
  if (key !== null) process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= key;
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const [file, stamp] = [".next/okienko-stamp", stampOf(BUILT_FROM)];
  if (readStamp(file) === stamp) return;
  console.log("Building …");
  run("node", ["node_modules/next/dist/bin/next", "build", "--webpack"]);
  await writeDocumentScripts();
  compressFiles(".next/static");
  compressFiles(".next/worker");
  writeStamp(file, stamp);
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes("--build-only")) await build();
  else {
    const installed = install();
    if (!process.argv.includes("--dev")) await build();
    await installed;
    await import("./serve.mjs");
  }
}
