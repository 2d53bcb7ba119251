/** The demo site as the station reads it, and a log that keeps quiet. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type SiteConfig, siteConfigSchema } from '../../src-contract/site-config.ts';

const demoUrl = new URL('../../resources/demo-site/site.yaml', import.meta.url);

export function demoSite(twin: { readonly timecode?: boolean } = {}): SiteConfig {
  const raw = parse(readFileSync(demoUrl, 'utf8'));
  return siteConfigSchema.parse({ ...raw, twin: { ...raw.twin, ...twin } });
}
