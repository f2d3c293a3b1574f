import { readFileSync } from "node:fs";

/** Next's own name of the build whose files the pages load. Throws where nothing was built. */
export const buildId = (): string => readFileSync(".next/BUILD_ID", "utf8").trim();
