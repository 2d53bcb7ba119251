/** Which shortcut a key press is, if any. Single letters are dead while somebody types, in a dialog, and when they are switched off. Pure. */

export type Shortcut =
  | { readonly kind: 'acknowledge' | 'shelve' | 'incident' | 'search' | 'help' }
  /** Of the screen that lists messages to decide. */
  | { readonly kind: 'remove' | 'mute' | 'next' | 'previous' }
  | { readonly kind: 'layout'; readonly place: number };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

export interface KeyContext {
  /** The focus is where letters are text. */
  readonly typing: boolean;
  /** A dialog is open over the page. */
  readonly inDialog: boolean;
  readonly letterKeys: boolean;
}

export function shortcutOf(press: KeyPress, context: KeyContext): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return null;
  if (context.typing || context.inDialog || !context.letterKeys) return null;
  const kind = letters[press.key.toLowerCase()];
  if (kind !== undefined) return { kind };
  return /^[1-9]$/.test(press.key) ? { kind: 'layout', place: Number(press.key) } : null;
}

const letters: Readonly<Record<string, Exclude<Shortcut['kind'], 'layout'>>> = {
  a: 'acknowledge',
  s: 'shelve',
  i: 'incident',
  x: 'remove',
  m: 'mute',
  j: 'next',
  k: 'previous',
  '/': 'search',
  '?': 'help',
};

const textInputs = new Set(['text', 'search', 'number', 'email', 'password', 'tel', 'url', 'date', 'time', 'datetime-local']);

/** True where a letter would be written, or would choose an option. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && textInputs.has(target.type);
}
