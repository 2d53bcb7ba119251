/**
 * Edits → the text of a site file with them made, its comments kept. In: the text before and the edits. Out: the text after; whether
 * that is a sound site is the schema's to say. A secret that was masked when it was shown is put back where it belongs.
 */
import { type Document, isAlias, parseDocument, visit } from 'yaml';
import { maskAddress } from '../src-contract/camera-address.ts';
import { type SiteEdit, type SitePart, settingParts } from '../src-contract/domain/site-edit.ts';
import type { SiteConfig } from '../src-contract/site-config.ts';
import { KavachError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Throws KavachError VALIDATION_FAILED for a masked address whose secret isn't known, or for the station's id. */
export function editSiteText(text: string, edits: readonly SiteEdit[]): string {
  const document = parseDocument(text);
  if (usesAliases(document)) return editSiteText(withoutAliases(document), edits);
  for (const edit of edits) {
    if (edit.part === 'settings') editSettings(document, edit.change);
    else editItem(document, edit.part === 'camera' ? 'cameras' : 'zones', edit);
  }
  return document.toString({ lineWidth: 0 });
}

function editSettings(document: Document, change: Readonly<Partial<Record<string, Fields>>>): void {
  for (const [part, fields] of Object.entries(change)) {
    if (part === 'station' && fields !== undefined && 'id' in fields) {
      throw refused("station.id can't be changed: the data folder belongs to it. Start another station with --site and --data.");
    }
    for (const [name, value] of Object.entries(fields ?? {})) setField(document, [part, name], value);
  }
}

function editItem(document: Document, list: 'cameras' | 'zones', { id, change }: Extract<SiteEdit, { id: string }>): void {
  const items: unknown = document.toJS()?.[list];
  const known: readonly Fields[] = Array.isArray(items) ? items : [];
  const at = known.findIndex((item) => item?.['id'] === id);
  if (change === null) {
    if (at >= 0) document.deleteIn([list, at]);
    return;
  }
  const fields = withSource(change, at < 0 ? undefined : known[at]?.['source']);
  if (at >= 0) {
    for (const [name, value] of Object.entries(fields)) if (name !== 'id') setField(document, [list, at, name], value);
    return;
  }
  const item = { id, ...Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== null && name !== 'id')) };
  if (known.length === 0) document.setIn([list], document.createNode([]));
  document.addIn([list], document.createNode({}));
  for (const [name, value] of Object.entries(item)) setField(document, [list, known.length, name], value);
}

/** Points and pairs in one line each, as people write them. */
function setField(document: Document, path: readonly (string | number)[], value: unknown): void {
  if (value === null) document.deleteIn(path);
  else document.setIn(path, document.createNode(value, { flow: typeof value === 'object' }));
}

function withSource(fields: Fields, before: unknown): Fields {
  const given = fields['source'];
  return typeof given === 'string' ? { ...fields, source: unmasked(given, typeof before === 'string' ? before : '') } : fields;
}

/** A secret goes back to the host that it was given for, never to another. Throws KavachError VALIDATION_FAILED. */
export function unmasked(given: string, before: string): string {
  if (!given.includes('***')) return given;
  if (given === maskAddress(before)) return before;
  const [, start, rest] = /^([a-z][a-z0-9+.-]*:\/\/)\*\*\*@(.*)$/i.exec(given) ?? [];
  const [, startBefore, secret, restBefore] = /^([a-z][a-z0-9+.-]*:\/\/)(.*@)([^@]*)$/i.exec(before) ?? [];
  const isSameHost = start === startBefore && hostOf(rest) === hostOf(restBefore);
  if (start === undefined || !isSameHost || rest?.includes('***')) {
    throw refused('The address is another one: give its user and password anew.');
  }
  return `${start}${secret}${rest}`;
}

function hostOf(rest: string | undefined): string | undefined {
  return rest?.split(/[/?#]/, 1)[0];
}

function usesAliases(document: Document): boolean {
  let found = false;
  visit(document, (_, node) => {
    if (isAlias(node)) found = true;
  });
  return found;
}

/** An alias can't be edited in one of its places; then the comments go. */
function withoutAliases(document: Document): string {
  return JSON.stringify(document.toJS({ maxAliasCount: 100 }));
}

/** What differs between two sites, by its name. */
export function changedParts(before: SiteConfig, after: SiteConfig): SitePart[] {
  const items = (part: 'camera' | 'zone', list: 'cameras' | 'zones'): SitePart[] => {
    const [was, is] = [before, after].map((site) => new Map(site[list].map((item) => [item.id, JSON.stringify(item)])));
    const ids = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
    return [...ids].filter((id) => was?.get(id) !== is?.get(id)).map((id) => ({ part, id }));
  };
  const settings = settingParts
    .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
    .map((part) => ({ part, id: null }));
  return [...items('camera', 'cameras'), ...items('zone', 'zones'), ...settings];
}

function refused(message: string): KavachError {
  return new KavachError('VALIDATION_FAILED', message);
}
