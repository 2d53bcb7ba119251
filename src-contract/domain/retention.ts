/** What the store keeps, by the setting that says how long, and how much of it there is. */
export const retentionSettings = ['samples_days', 'tracks_days', 'rollups_days', 'alarms_days', 'chat_days'] as const;
export type RetentionSetting = (typeof retentionSettings)[number];

interface KeptTable {
  readonly table: string;
  readonly column: string;
  readonly unitMs: 1 | 1000;
}

const ofMs = (table: string, column = 'at_ms'): KeptTable => ({ table, column, unitMs: 1 });
const ofSeconds = (table: string): KeptTable => ({ table, column: 'at_s', unitMs: 1000 });

/** Tables whose rows go by that setting. Where another rule lets some stay longer (chat that was held), this is a little too much. */
export const keptTables: Readonly<Record<RetentionSetting, readonly KeptTable[]>> = {
  samples_days: [ofSeconds('samples'), ofMs('crossings'), ofMs('readings'), ofMs('rejected_readings', 'received_ms')],
  tracks_days: [ofSeconds('tracks')],
  rollups_days: [ofSeconds('rollups_minute'), ofSeconds('rollups_hour'), ofSeconds('reading_hours'), ofSeconds('reading_days')],
  alarms_days: [ofMs('alarm_events'), ofMs('incident_events')],
  chat_days: [ofMs('chat_messages'), ofMs('chat_acts')],
};

export interface KeptFigures {
  readonly setting: RetentionSetting;
  readonly rows: number;
  readonly bytes: number;
  readonly oldestMs: number | null;
  /** Of them, those older than was asked for. */
  readonly older: number;
}

/** Oldest time to keep, by setting. */
export type KeepFrom = Readonly<Record<RetentionSetting, number>>;
