/**
 * Every key of the page: what it is, and on which screen. Keys themselves, the list of keys and the hints of the palette are made from it.
 * A screen's own key hides the page's key of the same letter while that screen is open. What a key does is said by the frame or the screen.
 */

interface KeyRow {
  /** Names the words of `t.keys.does`, too. */
  readonly name: string;
  /** As they are written on a keyboard. */
  readonly keys: readonly string[];
  /** First part of the screen's address, or the replay, which lies over the map and takes its keys by itself; null: the whole page. */
  readonly screen: 'chat' | 'cameras' | 'replay' | null;
}

export const keyTable = [
  { name: 'palette', keys: ['Ctrl+K'], screen: null },
  { name: 'acknowledge', keys: ['A'], screen: null },
  { name: 'shelve', keys: ['S'], screen: null },
  { name: 'incident', keys: ['I'], screen: null },
  { name: 'search', keys: ['/'], screen: null },
  { name: 'help', keys: ['?'], screen: null },
  { name: 'layout', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], screen: null },
  { name: 'move', keys: ['↑', '↓'], screen: null },
  { name: 'escape', keys: ['Esc'], screen: null },
  { name: 'mark', keys: ['M'], screen: 'cameras' },
  { name: 'approve', keys: ['A'], screen: 'chat' },
  { name: 'remove', keys: ['X'], screen: 'chat' },
  { name: 'mute', keys: ['M'], screen: 'chat' },
  { name: 'next', keys: ['J'], screen: 'chat' },
  { name: 'previous', keys: ['K'], screen: 'chat' },
  { name: 'step', keys: ['←', '→'], screen: 'replay' },
  { name: 'stepFar', keys: ['Shift+←', 'Shift+→'], screen: 'replay' },
  { name: 'play', keys: ['Space'], screen: 'replay' },
] as const satisfies readonly KeyRow[];

export type KeyName = (typeof keyTable)[number]['name'];
export type KeyScreen = KeyRow['screen'];

/** What a list calls the key of the palette on this machine. */
const onMac = /^mac/i.test(globalThis.navigator?.platform ?? '');

export function keyLabel(key: string): string {
  return onMac ? key.replace('Ctrl+', '⌘') : key;
}

export function keysOf(name: KeyName): readonly string[] {
  return keyTable.find((row) => row.name === name)?.keys.map(keyLabel) ?? [];
}
