/** Which shortcut a key press is, if any. Single letters are dead while somebody types, in a dialog, and when they are switched off. Pure. */

export type Shortcut =
  | { readonly kind: 'acknowledge' | 'shelve' | 'incident' | 'search' | 'help' }
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
  switch (press.key) {
    case 'a':
    case 'A':
      return { kind: 'acknowledge' };
    case 's':
    case 'S':
      return { kind: 'shelve' };
    case 'i':
    case 'I':
      return { kind: 'incident' };
    case '/':
      return { kind: 'search' };
    case '?':
      return { kind: 'help' };
    default:
      return /^[1-9]$/.test(press.key) ? { kind: 'layout', place: Number(press.key) } : null;
  }
}

const textInputs = new Set(['text', 'search', 'number', 'email', 'password', 'tel', 'url', 'date', 'time', 'datetime-local']);

/** True where a letter would be written, or would choose an option. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && textInputs.has(target.type);
}
