/**
 * Reads a site file: YAML in, a checked SiteConfig out, or every fault with its path, what was found and what is allowed.
 * Passwords in addresses never reach a fault.
 */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { maskAddress } from '../src-contract/camera-address.ts';
import { type SiteConfig, siteConfigSchema } from '../src-contract/site-config.ts';
import { referenceFaults } from '../src-contract/site-references.ts';
import { errorText, KavachError } from './errors.ts';

export interface SiteFault {
  /** `cameras[0].zones[1].zone`, or `line 7` when the file is not YAML at all. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

export type SiteFileReading =
  | { readonly ok: true; readonly site: SiteConfig }
  | { readonly ok: false; readonly faults: readonly SiteFault[] };

const maxSiteFileBytes = 4 << 20;

/** Throws KavachError SITE_FILE_INVALID when the file can't be read or has faults; its message lists all of them. */
export function loadSiteFile(path: string): SiteConfig {
  return readSiteFile(path).site;
}

/** The same, with its text. */
export function readSiteFile(path: string): { readonly text: string; readonly site: SiteConfig } {
  const text = readText(path);
  const reading = readSiteText(text);
  if (reading.ok) return { text, site: reading.site };
  const { faults } = reading;
  throw new KavachError('SITE_FILE_INVALID', `${faultList(path, faults)}\nCorrect and start again.`, faults);
}

export function faultList(what: string, faults: readonly SiteFault[]): string {
  const lines = faults.map((fault) => `  ${fault.path}\n    found:   ${fault.found}\n    allowed: ${fault.allowed}`);
  return `${what} has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:\n${lines.join('\n')}`;
}

function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > maxSiteFileBytes) throw new Error(`it has ${bytes.length} bytes; at most ${maxSiteFileBytes} are read`);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new KavachError(
      'SITE_FILE_INVALID',
      `the site file ${path} can't be read: ${errorText(error)}. Name another with --site FILE.`,
    );
  }
}

export function readSiteText(text: string): SiteFileReading {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return { path: `line ${line}, column ${col}`, found: error.message, allowed: 'YAML, as in resources/demo-site/site.yaml' };
    });
    return { ok: false, faults };
  }
  const raw: unknown = document.toJS({ maxAliasCount: 100 });
  const parsed = siteConfigSchema.safeParse(raw);
  if (parsed.success) return { ok: true, site: parsed.data };
  const own = parsed.error.issues.flatMap((issue) => faultsOf(issue, raw));
  const seen = new Set(own.map((fault) => fault.path));
  // The schema looks at references only where all else is right; a file with both kinds of fault gets both lists.
  const references = referenceFaults(raw).map((fault) => ({
    path: pathText(fault.path),
    found: found(valueAt(raw, fault.path)),
    allowed: fault.message,
  }));
  return { ok: false, faults: [...own, ...references.filter((fault) => !seen.has(fault.path))] };
}

function faultsOf(issue: z.core.$ZodIssue, raw: unknown): SiteFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      found: 'a key that is not known',
      allowed: 'the keys named in README.md, "The site file"; check the spelling or remove it',
    }));
  }
  const value = valueAt(raw, issue.path);
  // A check that knows what is wrong with a value says more than the value does.
  const told: unknown = issue.code === 'custom' ? issue.params?.['found'] : undefined;
  return [{ path: pathText(issue.path), found: typeof told === 'string' ? told : found(value), allowed: allowed(issue) }];
}

function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return issue.expected === 'nonoptional' ? 'a value' : `a value of type ${issue.expected}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}${sizeUnit(issue.origin)}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${sizeUnit(issue.origin)}`;
  if (issue.code === 'invalid_format' && issue.format === 'regex') return issue.message;
  return issue.message;
}

function sizeUnit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(the whole file)';
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`)).join('');
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value === null || typeof value !== 'object' ? undefined : Reflect.get(value, step)),
    raw,
  );
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${maskAddress(value).slice(0, 200)}"`;
  const text = JSON.stringify(value);
  return text.length > 120 ? `${maskAddress(text).slice(0, 120)}…` : maskAddress(text);
}
