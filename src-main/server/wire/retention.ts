/** What is kept, on its way out, with what it will be once the time is full. Pure. */
import type { RetentionReply } from '../../../src-contract/api/care.ts';
import type { KeptFigures } from '../../../src-contract/domain/retention.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import { isoTime } from './figures.ts';

interface Kept {
  readonly kept: readonly KeptFigures[];
  readonly limits: SiteConfig['retention'];
  readonly storeBytes: number;
  readonly revision: string;
  readonly nowMs: number;
}

const dayMs = 86_400_000;

export function retentionReplyOf({ kept, limits, storeBytes, revision, nowMs }: Kept): RetentionReply {
  return {
    ...{ timestamp: isoTime(nowMs), store_bytes: storeBytes, max_database_mb: limits.max_database_mb, revision },
    kept: kept.map(({ setting, rows, bytes, oldestMs }) => {
      const spanDays = oldestMs === null ? 0 : (nowMs - oldestMs) / dayMs;
      const perDay = spanDays < 1 ? null : Math.round(bytes / spanDays);
      return {
        ...{ setting, days: limits[setting], rows, bytes, oldest_at: oldestMs === null ? null : isoTime(oldestMs) },
        bytes_per_day: perDay,
        expected_bytes: perDay === null ? null : Math.round(perDay * limits[setting]),
      };
    }),
  };
}
