/** Zones of the site's configuration on the plan, in metres. */
import type { SiteConfigReply } from '../../../src-contract/api/site-config.ts';
import type { Point } from './draft.ts';

type Zones = SiteConfigReply['site']['zones'];

/** Null for a zone that has no place on the plan. */
export function groundOf(zones: Zones | undefined, zoneId: string): readonly Point[] | null {
  const ground: unknown = zones?.find(({ id }) => id === zoneId)?.['ground'];
  return Array.isArray(ground) ? ground : null;
}
