/** What the server needs of records over time for its overview; kavach.ts fills it. Times are station time, ms. */
import type { MetricAnswer, MetricQuery } from '../../src-contract/domain/metrics.ts';
import type { EventOccurrence } from '../../src-contract/domain/planned-event.ts';

export interface OverviewPort {
  readonly timezone: string;
  /** Of the station's day that holds this time, by their start. */
  eventsToday(atMs: number): readonly EventOccurrence[];
  analytics(query: MetricQuery): MetricAnswer;
}
