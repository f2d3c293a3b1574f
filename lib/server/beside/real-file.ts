import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Where a symbolic link leads; null for anything else. */
function linked(path: string): string | null {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return null;
  }
}

/** A file that is not there yet is where its folder is, or where the link that stands in its place leads. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    const folder = dirname(path);
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT" || folder === path) return path;
    const target = linked(path);
    return target === null ? join(followed(folder), basename(path)) : followed(target);
  }
}

/**
 * The file to which a path leads through symbolic links, whether or not it is there yet; the path as it was given where
 * there is no link on the way. Whatever lies beside a database, its lock and its log too, lies beside that file.
 */
export function realFile(path: string): string {
  const whole = resolve(path);
  const real = followed(whole);
  return real === whole ? path : real;
}
