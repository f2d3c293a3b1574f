/** What server, pages and the service worker say to each other. */

/** Asks for a page as it is kept: with its age, without what changes by the minute. */
export const COPY_HEADER = "x-okienko-copy";
/** On a page: the server's civil day in Europe/Warsaw, `YYYY-MM-DD`. */
export const DAY_HEADER = "x-okienko-day";
/** On the copy of a ticket that may be kept: its day, and for how many seconds from now: `2026-11-23;36000`. */
export const KEEP_HEADER = "x-okienko-keep";

/** A form of ours names itself in this field, by its name in the table of routes. */
export const FORM_FIELD = "form";
/** With it a document's script posts a form, and is told in `TO_HEADER` where it leads. */
export const FORM_HEADER = "x-okienko-form";
/** The address that a form leads to. */
export const TO_HEADER = "x-okienko-to";

/** In the query of a page that shall run no script, because one of them did not arrive. */
export const PLAIN_QUERY = "plain";

/** On the page that stands for every page that is not kept: a form could not be sent. */
export const AFTER_FORM = "?po=formularzu";

export interface CopyBundle {
  /** The build whose files the pages load. */
  readonly build: string;
  /** By address, with the language's prefix. */
  readonly pages: Readonly<Record<string, { readonly html: string; readonly policy: string }>>;
  /** What scripts read, by address. */
  readonly files: Readonly<Record<string, string>>;
}

export type WorkerMessage =
  /** Somebody wants the version that is waiting. */
  | { readonly type: "SKIP_WAITING" }
  /** A page is usable and quiet: everything else may be kept. Answered on the message's port with whether it is. */
  | { readonly type: "rest" }
  /** The ticket at an address is on the screen, or a way to it. */
  | { readonly type: "ticket"; readonly path: string };
