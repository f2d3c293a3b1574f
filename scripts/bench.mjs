// `npm run bench`: builds what has changed, then measures; prints each figure beside its bar and fails for none.
import { spawnSync } from "node:child_process";
import { build, install } from "./start.mjs";

install();
build();
process.exitCode = spawnSync("node", ["--import", "tsx", "bench/main.ts"], { stdio: "inherit" }).status ?? 1;
