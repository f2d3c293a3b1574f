const NOT_SAVED = "NotSavedError";

/**
 * Nothing was saved: the disk is full or cannot be written, another program holds the file, which may pass, or a page of
 * it is damaged.
 */
export class NotSavedError extends Error {
  override readonly name = NOT_SAVED;

  constructor(
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(`Nothing was saved: ${code}.`, options);
  }
}

export const DAMAGED = "DamagedFileError";

/** A store that has met damage in its file is not ready until it is opened anew. */
export const isDamaged = (cause: unknown): boolean => cause instanceof Error && cause.name === DAMAGED;

/** Next may load a class more than once in one process: it is known by its name. */
export const isNotSaved = (cause: unknown): boolean => cause instanceof Error && cause.name === NOT_SAVED;
