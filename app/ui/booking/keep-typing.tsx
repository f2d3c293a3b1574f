"use client";
// Client: what has not been sent yet is known to this tab alone.

import { useEffect, useRef } from "react";

const KEY = "okienko.typed";
const KEPT_MS = 3_600_000;
const FIELDS = ["name", "contact"] as const;

type Kept = Partial<Record<(typeof FIELDS)[number] | "until", unknown>>;

/** What the tab keeps; what it has kept for longer than the server would is gone with this. */
function readKept(): Kept {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    const isFresh = typeof kept === "object" && kept !== null && "until" in kept && Number(kept.until) > Date.now();
    if (isFresh) return kept;
    store(null);
  } catch {
    // What cannot be read is nothing.
  }
  return {};
}

function store(kept: Kept | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing loses what was typed with the page, as it says of itself.
  }
}

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement | null => {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input : null;
};

/** On every page: a form that is sent ends what the tab keeps, and so does its hour. */
export function watchTyping(): () => void {
  readKept();
  const onSubmit = () => store(null);
  window.addEventListener("submit", onSubmit);
  return () => window.removeEventListener("submit", onSubmit);
}

/** Keeps what is being typed over a reload and a change of language, in this tab, until a form of the page is sent. */
export function KeepTyping() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    const kept = readKept();
    for (const name of FIELDS) {
      const input = inputOf(form, name);
      const text = kept[name];
      if (input && typeof text === "string" && input.value === input.defaultValue) input.value = text;
    }
    const onInput = () =>
      store({
        name: inputOf(form, "name")?.value,
        contact: inputOf(form, "contact")?.value,
        until: Date.now() + KEPT_MS,
      });
    form.addEventListener("input", onInput);
    return () => form.removeEventListener("input", onInput);
  }, []);
  return <span ref={mark} hidden />;
}
