/** Which shortcut a key press is, if any. Single letters are dead while somebody types, in a dialog, and when they are switched off. Pure. */
import { type KeyName, keyTable } from './key-table.ts';

export type Shortcut =
  | { readonly kind: Exclude<KeyName, 'layout'> }
  /** `place`: which of the layouts, from 1. */
  | { readonly kind: 'layout'; readonly place: number };

export interface KeyPress {
  readonly key: string;
  /** Where the key is on the board: letters of an Indian keyboard aren't Latin. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

export interface KeyContext {
  /** First part of the open screen's address. */
  readonly screen: string;
  /** The focus is where letters are text. */
  readonly typing: boolean;
  /** A dialog is open over the page. */
  readonly inDialog: boolean;
  readonly letterKeys: boolean;
}

export function shortcutOf(press: KeyPress, context: KeyContext): Shortcut | null {
  if (press.altKey || press.repeat || context.inDialog) return null;
  const key = latinKey(press);
  if (press.ctrlKey || press.metaKey) return key === 'K' ? { kind: 'palette' } : null;
  if (context.typing || !context.letterKeys) return null;
  const row = rowOf(key, context.screen) ?? rowOf(key, null);
  if (row === undefined) return null;
  return row.name === 'layout' ? { kind: 'layout', place: Number(key) } : { kind: row.name };
}

function rowOf(key: string, screen: string | null): (typeof keyTable)[number] | undefined {
  return keyTable.find((row) => row.screen === screen && row.keys.some((known) => known === key));
}

function latinKey({ key, code }: KeyPress): string {
  if (/^[!-~]$/.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? '';
}

const textInputs = new Set(['text', 'search', 'number', 'email', 'password', 'tel', 'url', 'date', 'time', 'datetime-local']);

/** True where a letter would be written, or would choose an option. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && textInputs.has(target.type);
}
