import type { Agent } from "node:http";
import { type Answer, ask } from "./wire";

/** A form as a browser without scripts sees it. */
export interface Form {
  readonly label: string;
  readonly fields: readonly (readonly [string, string])[];
}

export interface Page {
  readonly path: string;
  readonly status: number;
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", quot: '"', lt: "<", gt: ">", "#x27": "'", "#39": "'" };

const readable = (html: string): string => html.replaceAll(/&([\w#]+);/g, (all, name: string) => ENTITIES[name] ?? all);

const attribute = (tag: string, name: string): string =>
  readable(tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "");

/** The forms of a page in their order, each with its hidden fields and the name of its button. */
export const formsOf = ({ html }: Page): Form[] =>
  [...html.matchAll(/<form\b[^>]*>(.*?)<\/form>/gs)].map(([, inside = ""]) => ({
    label: readable(inside.match(/<button\b[^>]*>(.*?)<\/button>/s)?.[1] ?? "").replaceAll(/<[^>]*>/g, ""),
    fields: [...inside.matchAll(/<input\b[^>]*>/g)].map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]),
  }));

export const fieldOf = (form: Form, name: string): string | undefined =>
  form.fields.find(([field]) => field === name)?.[1];

/** The form that accepts the hour on the page; none when nothing is offered. */
export const acceptFormOf = (page: Page): Form | undefined =>
  formsOf(page).find(({ label }) => label.startsWith("Akceptuję"));

/** The token of the ticket that the page shows; none on any other page. */
export const tokenOf = ({ path }: Pick<Page, "path">): string | null =>
  path.match(/^(?:\/(?:pl|en|uk))?\/wizyta\/([\w-]{22})$/)?.[1] ?? null;

const BOUNDARY = "----okienko-phone";

/** The form as a browser posts it. */
export const multipart = (fields: Form["fields"]): string =>
  fields
    .map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .concat(`--${BOUNDARY}--\r\n`)
    .join("");

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

interface PhoneMade {
  /** Is told every status that the phone meets. */
  readonly seen?: (status: number) => void;
  /** The address from which it asks, where the server trusts us to forward it. */
  readonly from?: string;
}

/** A phone with scripts off and a cookie jar of its own. */
export function phoneOf(origin: string, agent: Agent, { seen = () => undefined, from }: PhoneMade = {}) {
  const forwarded = from === undefined ? {} : { "x-forwarded-for": from };
  const jar = new Map<string, string>();
  const keep = ({ status, headers }: Answer): void => {
    seen(status);
    for (const line of headers["set-cookie"] ?? []) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      jar.set(name, value);
    }
  };
  const cookies = () => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") });
  const open = async (path: string): Promise<Page> => {
    const answer = await ask(agent, origin + path, {
      headers: { ...cookies(), ...forwarded, "accept-language": "pl" },
    });
    keep(answer);
    return { path, status: answer.status, html: answer.text };
  };
  /** Posts a form of the page; gives the path that it leads to, or the status of another answer. */
  const send = async (page: Page, form: Form): Promise<string | number> => {
    const headers = { ...cookies(), ...forwarded, origin, "content-type": MULTIPART, "accept-language": "pl" };
    const answer = await ask(agent, origin + page.path, { method: "POST", headers, body: multipart(form.fields) });
    keep(answer);
    const { location } = answer.headers;
    if (answer.status !== 303 || !location) return answer.status;
    const { pathname, search } = new URL(location, origin);
    return pathname + search;
  };
  /** The same, and throws where it leads nowhere. */
  const post = async (page: Page, form: Form): Promise<string> => {
    const led = await send(page, form);
    if (typeof led === "number") throw new Error(`The form of ${page.path} was answered ${led}.`);
    return led;
  };
  return { jar, open, post, send };
}

export type Phone = ReturnType<typeof phoneOf>;
