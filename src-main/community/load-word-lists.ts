/** Reads the word lists: those that ship with the product, and the station's own `moderation.txt`. Out: compiled, or what is wrong where. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorText, KavachError } from '../errors.ts';
import { compileWordLists, type WordLists, type WordListText } from './moderation/word-lists.ts';

const mostBytes = 1 << 20;

/** `ownFile` need not be there. Throws KavachError SETTING_INVALID with file and line. */
export function loadWordLists(folder: string, ownFile: string): WordLists {
  const shipped = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => readList(join(folder, name)));
  return compileWordLists([...shipped, ...(existsSync(ownFile) ? [readList(ownFile)] : [])]);
}

function readList(path: string): WordListText {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw new Error(`it has ${size} bytes; at most ${mostBytes} are read`);
    return { name: basename(path), text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    throw new KavachError('SETTING_INVALID', `the word list ${path} can't be read: ${errorText(error)}. Correct or remove it.`);
  }
}
