import { readdirSync, readFileSync } from "node:fs";
import { BUILT_FILES } from "@/lib/address/files";

/** Next's own name of the build whose files the pages load. Throws where nothing was built. */
export const buildId = (): string => readFileSync(".next/BUILD_ID", "utf8").trim();

/** What Next writes about the start page: among it, which style sheets its layout brings. */
const MANIFEST = ".next/server/app/(resident)/[lang]/page_client-reference-manifest.js";
const LAYOUT_STYLES = /\/app\/\(resident\)\/\[lang\]\/layout":\[([^\]]*)\]/;
const STYLE_PATH = /"path":"(static\/[^"]+\.css)"/g;

/** The style sheets that such a manifest names for the residents' layout, as paths in the build. Throws without one. */
export function layoutStylesIn(manifest: string): readonly string[] {
  const [, styles = ""] = LAYOUT_STYLES.exec(manifest) ?? [];
  const paths = [...styles.matchAll(STYLE_PATH)].flatMap(([, path]) => path ?? []);
  if (paths.length === 0) throw new Error(`No style sheet of the residents' layout is named in ${MANIFEST}.`);
  return paths;
}

/** The style of residents' pages, as one text. Throws where Next names none. */
export const residentStyle = (): string =>
  layoutStylesIn(readFileSync(MANIFEST, "utf8"))
    .map((path) => readFileSync(`.next/${path}`, "utf8"))
    .join("\n");

/** Where `npm start` puts the scripts of documents, named by their content (scripts/start.mjs). */
const SCRIPTS = "documents/";

/** The address of a script that documents run, by the name of its source. Throws where it was not built. */
export function documentScript(source: "document" | "offline-page"): string {
  const [script] = readdirSync(`.next/static/${SCRIPTS}`).filter(
    (name) => name.startsWith(`${source}-`) && name.endsWith(".js"),
  );
  if (script === undefined) throw new Error("A script of documents has not been built.");
  return BUILT_FILES + SCRIPTS + script;
}
