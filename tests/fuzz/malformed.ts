import fc from "fast-check";

/** What programs, phones and attackers send instead of what was asked for. */

const MARKS = "\u0301\u0316".repeat(20);

/** Texts that have broken programs before. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...[
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\u202e",
    "\u2066x\u2069",
    `a${MARKS}`,
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "\ufeff",
    "\u2028",
    "１２",
    "٣",
  ],
  ...["x".repeat(65), "x".repeat(1_001), "ż".repeat(40_000), "__proto__", "constructor", "toString", "hasOwnProperty"],
  ...[
    "0",
    "-1",
    "-0",
    "1e309",
    "1e1",
    "0x10",
    "NaN",
    "Infinity",
    "0.5",
    " 2 ",
    "+2",
    "9007199254740993",
    "99",
    "100",
    "null",
  ],
  ...[
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "+275760-09-13T00:00:00Z",
    "-271821-04-20T00:00:00Z",
    "2199-12-31T23:59:59.999Z",
  ],
  ...[
    "2000-01-01T00:00:00Z",
    "2026-02-29T09:00:00Z",
    "2026-11-24T24:00:00Z",
    "2026-11-24T09:00:60Z",
    "2026-11-24T09:00+99:99",
  ],
  ...[
    "2026-11-24",
    "2026-02-29",
    "0000-00-00",
    "9999-12-31",
    "2199-12-31",
    "2000-01-01",
    "-000001-01-01",
    "2026-11-24[u-ca=hebrew]",
  ],
  ...["PT1E309S", "P9999999999D", "-PT1H", "PT0.0000001S", "P1Y", "PT366D", "P366D", "PT9007199254740993H"],
  ...[
    "' OR 1=1 --",
    "'; DROP TABLE visit; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%00",
    "{{7*7}}",
    "a\r\nSet-Cookie: x=1",
  ],
];

/** Values of other types than were asked for. */
const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, undefined, true, false, 0, -0, -1, 0.5, 1e21, 2 ** 53, 99, 100, Number.NaN, Number.POSITIVE_INFINITY],
  ...[[], [1], ["gronowa"], [["x"]], {}, { length: 1 }, { toString: 1, valueOf: 1 }, { toJSON: "x" }],
  ...[JSON.parse('{"__proto__":{"polluted":1}}'), JSON.parse('{"constructor":{"prototype":{"polluted":1}}}')],
];

const UNASKED_KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "polluted",
  "state",
  "id",
  "\0",
  "",
  "x".repeat(500),
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...HOSTILE_TEXTS), weight: 4 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 30 }), weight: 1 },
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: hostileText, weight: 3 },
  { arbitrary: fc.constantFrom(...HOSTILE_VALUES), weight: 2 },
  { arbitrary: fc.double(), weight: 1 },
);

/** A right text with one thing wrong: something put in, cut off, said twice, or in other letters. */
export const bent = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(
        fc.constantFrom("\0", "\ud800", "\u202e", MARKS, "👩‍👩‍👧‍👦", " ", "1", ".", "-", "%"),
        fc.nat({ max: text.length }),
      )
      .map(([put, at]) => text.slice(0, at) + put + text.slice(at)),
    fc.nat({ max: text.length }).map((at) => text.slice(0, at)),
    fc.constantFrom(text + text, text.toUpperCase(), `${text}\n`, text.padEnd(text.length + 300, "0")),
  );

/** A value with one thing wrong, or another one altogether. */
export const brokenValue = (value: unknown): fc.Arbitrary<unknown> =>
  typeof value === "string" ? fc.oneof(bent(value), hostileValue) : hostileValue;

type Fields = Readonly<Record<string, unknown>>;

/** The record as JSON.parse would give it: `__proto__` is a field like every other. */
const withField = (fields: Fields, key: string, value: unknown): Fields => {
  const copy: Record<string, unknown> = { ...fields };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
};

const without = (fields: Fields, key: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));

const breakOne = (fields: Fields): fc.Arbitrary<unknown> => {
  const keys = Object.keys(fields);
  const [first = ""] = keys;
  const key = fc.constantFrom(first, ...keys);
  return fc.oneof(
    {
      arbitrary: key.chain((one) => brokenValue(fields[one]).map((value) => withField(fields, one, value))),
      weight: 6,
    },
    { arbitrary: key.map((one) => without(fields, one)), weight: 1 },
    {
      arbitrary: fc
        .tuple(fc.constantFrom(...UNASKED_KEYS), hostileValue)
        .map(([one, value]) => withField(fields, one, value)),
      weight: 1,
    },
  );
};

/** Mostly the valid record with one thing broken; now and then the record itself, and pure noise. */
export const almost = (valid: fc.Arbitrary<Fields>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { arbitrary: valid.chain(breakOne), weight: 7 },
    { arbitrary: valid, weight: 2 },
    { arbitrary: fc.anything({ maxDepth: 2, maxKeys: 4, withNullPrototype: true }), weight: 1 },
  );

/** The same for a single text. */
export const almostText = (valid: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { arbitrary: valid.chain(bent), weight: 4 },
    { arbitrary: hostileValue, weight: 4 },
    { arbitrary: valid, weight: 1 },
  );
