/** What is kept so that a past stretch can be shown or judged again, as the store hands it to others. Times are station time, ms. */

/** One written run of judged ticks, as text; what it means is replay/'s. */
export interface RecordedRun {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ticks: number;
  readonly text: string;
}

export interface ReplayRecords {
  /** Written within 100 ms. */
  add(run: RecordedRun): void;
  /** Runs that touch [fromMs, toMs), oldest first, read one after the other. */
  between(span: { readonly fromMs: number; readonly toMs: number }): Iterable<RecordedRun>;
}

/** One zone over a past span, one value a step; null where nothing is known. */
export interface PastZone {
  readonly id: string;
  readonly counts: readonly (number | null)[];
  readonly densities: readonly (number | null)[];
  /** Places in the list of bands. */
  readonly bands: readonly number[];
}

export const pastMarkKinds = ['incident-opened', 'incident-resolved', 'evidence-mark'] as const;

/** Something beside alarms that an operator looks for in the past. */
export interface PastMark {
  readonly atMs: number;
  readonly kind: (typeof pastMarkKinds)[number];
  readonly id: string;
  /** Of an incident; of an evidence mark its note. */
  readonly title: string | null;
}

/** A clip with pictures that reaches into a past span. */
export interface PastClip {
  readonly id: string;
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
}
