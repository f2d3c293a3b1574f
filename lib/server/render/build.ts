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

const OF_NEXT = "@layer next{";

/** A style without what only pages of Next's have. Throws where that is not marked, or has no end. */
export function styleOfDocuments(style: string): string {
  const begin = style.indexOf(OF_NEXT);
  if (begin < 0) throw new Error("The style marks nothing as that of Next's pages alone.");
  let depth = 1;
  let end = begin + OF_NEXT.length;
  for (; depth > 0; end++) {
    if (end >= style.length) throw new Error("The layer of Next's pages has no end.");
    if (style[end] === "{") depth++;
    else if (style[end] === "}") depth--;
  }
  return style.slice(0, begin) + style.slice(end);
}

/** The style of residents' documents, as one text. Throws where Next names none. */
export const residentStyle = (): string =>
  styleOfDocuments(
    layoutStylesIn(readFileSync(MANIFEST, "utf8"))
      .map((path) => readFileSync(`.next/${path}`, "utf8"))
      .join("\n"),
  );

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
