/** How a mail server is reached. */
export interface MailServer {
  /** As nodemailer takes it. */
  readonly options: {
    readonly host: string;
    readonly port?: number;
    /** Encrypted from the first byte (`smtps://`). */
    readonly secure: boolean;
    /** Encrypted before anything is said (STARTTLS), or nothing is. */
    readonly requireTLS: boolean;
    readonly auth?: { readonly user: string; readonly pass: string };
    readonly tls?: { readonly rejectUnauthorized: boolean };
  };
  /** How many connections it is asked for at most. */
  readonly connections: number;
}

export interface MailServerSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string;
  /** Whether letters and password may go unencrypted where the server offers nothing better. */
  readonly plaintext: boolean;
  readonly connections: number;
}

/** Nobody stands between us and our own machine. A name that merely leads to it is not known to. */
const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

/** The host of a mail server's address, without the brackets of an IPv6 one. */
export const mailHostOf = (url: string): string => new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");

/**
 * Whether an address says where a mail server is, and nothing else: what nodemailer would read from a query, switches
 * off the check of a certificate, say.
 */
export function isMailServerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
  const isBare = /^\/?$/.test(pathname) && search === "" && hash === "";
  return /^smtps?:$/.test(protocol) && hostname !== "" && isBare && isDecodable(username) && isDecodable(password);
}

/** Whether every % in a name or password begins a letter. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the address of a mail server. Off this machine neither password nor letter is sent before the connection is
 * encrypted and the certificate verified, unless `plaintext` says otherwise; on it neither is asked for.
 */
export function mailServerOf({ url, plaintext, connections }: MailServerSettings): MailServer {
  const { protocol, port, username, password } = new URL(url);
  const host = mailHostOf(url);
  const secure = protocol === "smtps:";
  const isOurs = isLoopback(host);
  return {
    options: {
      host,
      ...(port !== "" && { port: Number(port) }),
      secure,
      requireTLS: !secure && !isOurs && !plaintext,
      ...((username !== "" || password !== "") && {
        auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      }),
      // Its certificate is rarely anybody's.
      ...(isOurs && { tls: { rejectUnauthorized: false } }),
    },
    connections,
  };
}

/** Whether letters to this server may go unencrypted because somebody has said so. */
export const isUnprotected = ({ url, plaintext }: MailServerSettings): boolean =>
  plaintext && new URL(url).protocol === "smtp:" && !isLoopback(mailHostOf(url));
