"use client";
// Client: what has not been sent yet is known to this tab alone.

import { useLayoutEffect, useRef } from "react";
import { readKept, storeKept } from "@/lib/browser/kept-typing";

const FIELDS = ["name", "contact"] as const;

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement | null => {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input : null;
};

/**
 * Puts back what was kept, unless somebody has typed before. Whoever stands in the field and is about to type replaces
 * it by doing so.
 */
function putBack(input: HTMLInputElement, text: unknown): void {
  if (typeof text !== "string" || input.value !== input.defaultValue) return;
  input.value = text;
  if (input === document.activeElement) input.select();
}

/** Keeps what is being typed over a reload and a change of language, in this tab, until a form of the page is sent. */
export function KeepTyping() {
  const mark = useRef<HTMLSpanElement>(null);
  // Before the page is shown: once it is, somebody may type at any moment.
  useLayoutEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    const inputs = FIELDS.flatMap((name) => inputOf(form, name) ?? []);
    const keep = () => storeKept(Object.fromEntries(inputs.map(({ name, value }) => [name, value])));
    const kept = new Map<string, unknown>(Object.entries(readKept()));
    for (const input of inputs) putBack(input, kept.get(input.name));
    // What was typed before the scripts were there takes the place of what was kept.
    if (inputs.some(({ name, value }) => kept.has(name) && kept.get(name) !== value)) keep();
    form.addEventListener("input", keep);
    return () => form.removeEventListener("input", keep);
  }, []);
  return <span ref={mark} hidden />;
}
