// What stands before Next: it knows the peer, refuses what Next would fail on, and lets a page choose its status.
import { AsyncLocalStorage } from "node:async_hooks";
import { parseAndValidateFlightRouterState as readTree } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";

const PEER_HEADER = "x-okienko-peer";
const POLICY_HEADER = "content-security-policy";
const TREE_HEADER = "next-router-state-tree";
const READING = new Set(["GET", "HEAD"]);
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const FILES = /^\/(_next|fonts)\/|^\/(icon\.svg|plain\.css|favicon\.ico|robots\.txt)(\?|$)/;
const NOT_USED = /^\/_next\/(?!static\/)/;

const answers = new AsyncLocalStorage();
globalThis[Symbol.for("okienko.answers")] = answers;

/** Next gives every page 200 and writes `Vary` anew: what the page has said goes before it. */
function letPageDecide(response, answer) {
  const { writeHead } = response;
  response.writeHead = (status, ...rest) => {
    if (answer.vary) response.appendHeader("vary", answer.vary);
    return writeHead.call(response, status === 200 ? (answer.status ?? status) : status, ...rest);
  };
}

function isReadable(address) {
  try {
    decodeURI(address);
    return address.startsWith("/");
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

/** Why a request never reaches Next, or null. */
function objectionTo({ method, url }, dev) {
  if (!isReadable(url)) return "address";
  if (!METHODS.has(method) || (FILES.test(url) && !READING.has(method))) return "method";
  return !dev && NOT_USED.test(url) ? "unknown" : null;
}

/** The listener of the server around Next. `running` is the application as lib/server/start gives it. */
export function frontOf(handle, running, dev) {
  const refuse = async (objection, request, response) => {
    const refusal = running.refusal(objection, request.url, request.headers["accept-language"] ?? null);
    response.writeHead(refusal.status, Object.fromEntries(refusal.headers)).end(await refusal.text());
  };
  return async (request, response) => {
    const { headers, socket } = request;
    headers[PEER_HEADER] = socket.remoteAddress ?? "";
    const protection = running.protection(request.url.split("?")[0]);
    for (const [name, value] of Object.entries(protection.headers)) response.setHeader(name, value);
    // Next takes the nonce from here; what a client sends under this name must never reach it.
    if (protection.policy) headers[POLICY_HEADER] = protection.policy;
    else delete headers[POLICY_HEADER];
    delete headers[`${POLICY_HEADER}-report-only`];
    const objection = objectionTo(request, dev);
    if (objection) return refuse(objection, request, response);
    dropBrokenTree(headers);
    const answer = { status: null, vary: null };
    letPageDecide(response, answer);
    return answers.run(answer, () => handle(request, response));
  };
}
