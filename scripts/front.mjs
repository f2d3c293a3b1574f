// What stands before Next: it knows the peer, refuses what Next would fail on, and lets a page choose its status.
import { AsyncLocalStorage } from "node:async_hooks";
import { parseAndValidateFlightRouterState as readTree } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";

import { makeFiles } from "./files.mjs";

const PEER_HEADER = "x-okienko-peer";
const DAY_HEADER = "x-okienko-day";
const COPY_HEADER = "x-okienko-copy";
const HOURS = /^(\/(pl|en|uk))?(\/q(\/.*)?|\/?)$/i;
const POLICY_HEADER = "content-security-policy";
/** A page that shall run no script (lib/offline/protocol.ts). */
const PLAIN = /[?&]plain=1(&|$)/;
const withoutScripts = (policy) => policy.replace(/script-src [^;]*/, "script-src 'none'");
const ACTION_HEADER = "next-action";
const TREE_HEADER = "next-router-state-tree";
/** Everything public in one file (lib/offline/protocol.ts). */
const COPIES_PATH = "/dane/kopie.json";
const READING = new Set(["GET", "HEAD"]);
const API = /^\/api\//;
/** What watchers ask answers for itself, failing too. */
const WATCHED = /^\/(livez|readyz)$/;
/** Where there is nothing but files: Next would answer with a page that may load none of its own. */
const FILES_ONLY = /^\/(fonts|icons|_next\/static)\//;
/** One byte more than the application reads: what is longer is refused there. */
const BODY_BYTES = 64 * 1024 + 1;

const answers = new AsyncLocalStorage();
globalThis[Symbol.for("okienko.answers")] = answers;

/** The listener of our own door: a page that is asked for there by name shows what it was given. */
export const doorOf = (handle, givenTo) => (request, response) =>
  answers.run({ status: null, vary: null, headers: {}, given: givenTo(request.headers) }, () =>
    handle(request, response),
  );

/** Next gives every page 200 and writes `Vary` anew, and tells where it found the page: what we say goes before it. */
function letPageDecide(response, answer) {
  const { writeHead } = response;
  response.writeHead = (status, ...rest) => {
    response.removeHeader("x-middleware-rewrite");
    if (answer.vary) response.appendHeader("vary", answer.vary);
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    return writeHead.call(response, status === 200 ? (answer.status ?? status) : status, ...rest);
  };
}

/** Where a page has failed, Next sends an empty one that only scripts could fill: words are sent instead. */
function replaceFailure(response, failure) {
  const { writeHead, write, end } = response;
  let page = null;
  response.writeHead = (status, ...rest) => {
    if (status < 500) return writeHead.call(response, status, ...rest);
    page ??= failure();
    for (const name of ["content-encoding", "content-length", "etag"]) response.removeHeader(name);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("cache-control", "no-store");
    return writeHead.call(response, status);
  };
  response.write = (...chunk) => (page === null ? write.apply(response, chunk) : true);
  response.end = (...chunk) => {
    if (!response.headersSent && response.statusCode >= 500) response.writeHead(response.statusCode);
    return page === null ? end.apply(response, chunk) : end.call(response, page);
  };
}

/** Parts that lead back up, and plain letters or slashes that somebody hides: one page would have many addresses. */
const DISGUISED = /\/(\.|%2e){1,2}(\/|$)|%(2[def]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/i;

function isReadable(address) {
  // "//host" and "/\\host" would be read as another host's address.
  if (!/^\/(?![/\\])/.test(address) || DISGUISED.test(address.split("?")[0])) return false;
  try {
    decodeURI(address);
    return true;
  } catch {
    return false;
  }
}

/** Next answers 500 to a tree that it cannot read; without one it renders the whole page. */
function dropBrokenTree(headers) {
  try {
    readTree(headers[TREE_HEADER]);
  } catch {
    delete headers[TREE_HEADER];
  }
}

/** Reads a body as far as the application would. */
async function bodyOf(request) {
  const chunks = [];
  let length = 0;
  // Leaving the loop must not end the connection: the answer to a body that is too long goes over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= BODY_BYTES) break;
  }
  return length === 0 ? null : Buffer.concat(chunks).subarray(0, BODY_BYTES);
}

/** Answers without Next, whose routing costs more than a claim. */
async function answerBy(answering, request, response) {
  const { method, headers, url } = request;
  const body = READING.has(method) ? null : await bodyOf(request);
  // Nobody needs the rest of a body that is too long, but what comes next on this connection would wait behind it.
  if (body !== null && !request.readableEnded) request.resume();
  const { href } = new URL(url, "http://localhost");
  const answer = await answering({ method, url: href, headers: new Headers(headers), body: body && [body] });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(method === "HEAD" ? null : Buffer.from(await answer.arrayBuffer()));
}

/** The listener of the server around Next. `running` is the application as lib/server/start gives it. */
export function frontOf(handle, running, { pages, copies }, dev) {
  const files = dev ? () => false : makeFiles(running.env.worker);
  const send = async (answer, response) =>
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  return async (request, response) => {
    const { headers, socket } = request;
    headers[PEER_HEADER] = socket.remoteAddress ?? "";
    const [path] = request.url.split("?");
    const protection = running.protection(path);
    for (const [name, value] of Object.entries(protection.headers)) response.setHeader(name, value);
    if (protection.policy) response.setHeader(DAY_HEADER, running.today());
    // Hours are never kept.
    if (HOURS.test(path)) delete headers[COPY_HEADER];
    // Next takes the nonce from here; what a client sends under this name must never reach it.
    if (protection.policy) headers[POLICY_HEADER] = protection.policy;
    else delete headers[POLICY_HEADER];
    delete headers[`${POLICY_HEADER}-report-only`];
    const objection =
      headers.host && isReadable(request.url) ? !dev && running.objectionTo(request.method, path) : "address";
    if (objection) return send(running.refusal(objection, path, headers["accept-language"] ?? null), response);
    const incoming = { method: request.method, path, headers };
    const isPage = protection.policy !== null;
    // With a refusal too: whoever has no cookie yet waits with all of their network, and with it on their own.
    if (isPage && request.method === "GET") response.setHeader("set-cookie", running.deviceCookie(incoming));
    const slowed = await running.slowed(incoming, request.url);
    if (slowed) return send(slowed, response);
    const began = performance.now();
    response.once("finish", () => running.answered(incoming, response.statusCode, performance.now() - began));
    if (!dev && files(request, response)) return;
    if (!dev && FILES_ONLY.test(path))
      return send(running.refusal("unknown", path, headers["accept-language"] ?? null), response);
    if (!dev && API.test(path)) return answerBy(running.api, request, response);
    if (!dev && path === COPIES_PATH) return answerBy(copies, request, response);
    dropBrokenTree(headers);
    if (isPage && PLAIN.test(request.url)) response.setHeader(POLICY_HEADER, withoutScripts(protection.policy));
    if (!dev && isPage && !READING.has(request.method) && headers[ACTION_HEADER] === undefined)
      return answerBy(running.form, request, response);
    const shared = isPage && !dev ? await pages.answer(incoming, request.url.slice(path.length)) : null;
    if (shared) {
      response.writeHead(200, { ...shared.headers, "content-length": shared.body.length });
      return response.end(request.method === "HEAD" ? null : shared.body);
    }
    const answer = { status: null, vary: null, headers: {}, given: null };
    letPageDecide(response, answer);
    if (!WATCHED.test(path))
      replaceFailure(response, () => running.failure(request.url, headers["accept-language"] ?? null));
    return answers.run(answer, () => handle(request, response));
  };
}
