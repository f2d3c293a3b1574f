const EMAIL_MAX = 254;
const BEFORE_AT_MAX = 64;
const LABEL_MAX = 63;

/** What may stand before the @ without quotation marks (RFC 5322 §3.2.3). */
const BEFORE_AT = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z\d]([a-z\d-]*[a-z\d])?$/;
const LAST_LABEL = /^([a-z]{2,}|xn--[a-z\d-]+)$/;
/** What a domain has in any script; the rest would end it where an address is read. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;

/** A domain as it is written to mail servers, letters of other scripts as punycode; null where there can be none. */
function domainOf(text: string): string | null {
  if (!DOMAIN.test(text) || !URL.canParse(`http://${text}`)) return null;
  const domain = new URL(`http://${text}`).hostname;
  const labels = domain.split(".");
  const isSound = labels.every((label) => LABEL.test(label) && label.length <= LABEL_MAX);
  return isSound && labels.length > 1 && LAST_LABEL.test(labels.at(-1) ?? "") ? domain : null;
}

/** An e-mail address as it is stored and compared, in small letters; null for what is none. */
export function readEmail(text: string): string | null {
  const at = text.lastIndexOf("@");
  const before = text.slice(0, Math.max(0, at));
  if (!BEFORE_AT.test(before) || before.length > BEFORE_AT_MAX) return null;
  const domain = domainOf(text.slice(at + 1));
  if (domain === null) return null;
  const address = `${before.toLowerCase()}@${domain}`;
  return address.length <= EMAIL_MAX ? address : null;
}

/** Domains at which most people here have their mail. */
const COMMON = [
  ...[
    "gmail.com",
    "wp.pl",
    "onet.pl",
    "o2.pl",
    "interia.pl",
    "op.pl",
    "vp.pl",
    "poczta.onet.pl",
    "tlen.pl",
    "gazeta.pl",
  ],
  ...["icloud.com", "outlook.com", "hotmail.com", "yahoo.com", "proton.me", "protonmail.com", "ukr.net", "poznan.pl"],
  ...["interia.eu", "onet.eu", "poczta.fm", "yahoo.pl", "me.com", "mail.com", "live.com", "googlemail.com"],
];
const KNOWN: ReadonlySet<string> = new Set(COMMON);
/** A shorter name one letter away is somebody else's rather than a slip. */
const LONG_NAME = 5;
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\.(con|cmo|ocm|coom|comm|cim|vom|xom|cm|co|om)$/, ".com"],
  [/\.(p|l|lp|pll|ppl|po|pk)$/, ".pl"],
  [/\.(ne|nte|met)$/, ".net"],
];

/** Whether two names differ by one letter, or by two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let begin = 0;
  while (begin < one.length && one[begin] === other[begin]) begin++;
  const [rest, wanted] = [one.slice(begin), other.slice(begin)];
  const isSwap = rest.length > 1 && `${rest[1]}${rest[0]}${rest.slice(2)}` === wanted;
  return isSwap || rest.slice(1) === wanted.slice(1) || rest.slice(1) === wanted || rest === wanted.slice(1);
}

/** The domain of a stored address. */
export const domainOfAddress = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** The common domain that was perhaps meant by that of a stored address; null where nothing suggests one. */
export function likelyDomain(address: string): string | null {
  const domain = domainOfAddress(address);
  if (KNOWN.has(domain)) return null;
  const ended = SLIPS.map(([slip, ending]) => domain.replace(slip, ending));
  const [known] = ended.filter((one) => KNOWN.has(one));
  if (known !== undefined) return known;
  const isNear = (common: string): boolean =>
    (common.split(".")[0]?.length ?? 0) >= LONG_NAME && [domain, ...ended].some((one) => isOneSlip(one, common));
  return COMMON.find(isNear) ?? null;
}
