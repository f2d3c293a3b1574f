import { BUILT_FILES } from "../address/files";

// What Next calls by a name that no document of its promises, each name once. What more is known of its inside stands
// in lib/server/render. Each name is asked of Next in tests/render/next-inside.test.ts or tests/e2e/next-inside.spec.ts.

/** With it a page's script says which action a form is for. */
export const ACTION_HEADER = "next-action";
/** With it an answer has the router of a page's script open another address. */
export const REDIRECT_HEADER = "x-action-redirect";
/** The hidden field by which a form without scripts names its action. */
export const ACTION_FIELD = "$ACTION_ID_";
/** What every field begins with that is Next's or React's own, in a form. */
export const OWN_FIELD = "$";
/** What an action's id looks like. */
export const ACTION_ID = /^[0-9a-f]{40,44}$/;
/** The field in which a page's script posts the arguments, where there is one, the form; and what its fields begin with. */
export const ARGUMENTS_FIELD = "0";
export const ONE_FORM = '["$K1"]';
export const FORM_PREFIX = "_1_";

/** With it the router of a page's script asks for what it shows itself, instead of a document. */
export const ROUTER_HEADER = "rsc";
/** In it the router says what it shows already. */
export const TREE_HEADER = "next-router-state-tree";
/** What the router adds to the query of what it asks for, that no cache takes it for the document. */
export const ROUTER_QUERY = "_rsc";
/** With it Next tells where it has found a page. */
export const FOUND_HEADER = "x-middleware-rewrite";
/** The header with which Next compares a form's Origin, before the host. */
export const HOST_HEADER = "x-forwarded-host";

/** What webpack throws where a page's script did not arrive. */
export const SCRIPT_LOST = "ChunkLoadError";

const BUILD_MANIFEST = new RegExp(`${BUILT_FILES}([^/]+)/_buildManifest\\.js$`);

/** The build that a file of its names; undefined for any other file. */
export const buildIn = (url: string): string | undefined => BUILD_MANIFEST.exec(url)?.[1];
