import { readFileSync } from "node:fs";

interface Manifest {
  readonly node: Readonly<Record<string, { readonly exportedName: string }>>;
}

const readManifest = (): Manifest =>
  JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as Manifest;

/** The ids of the build's actions, whichever they are. */
export const actionIds = (): string[] => Object.keys(readManifest().node);

/** The id by which a form of the build names an action. Throws where there is none of the name. */
export function actionId(name: string): string {
  const found = Object.entries(readManifest().node).find(([, { exportedName }]) => exportedName === name);
  if (!found) throw new Error(`The build has no action ${name}.`);
  return found[0];
}
