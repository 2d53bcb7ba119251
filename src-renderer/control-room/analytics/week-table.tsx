/** A week by hours: one shade, the stronger the larger, and the figure itself in each cell; saved as a table and as a picture. */
import { useMemo, useRef } from 'react';
import { localeTags } from '../../ui/locale/locales.ts';
import { SaveButtons } from '../chart/save-buttons.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { weekCsv, weekPicture } from './week-export.ts';
import type { WeekGrid } from './week-grid.ts';
import styles from './week-table.module.css';

interface WeekTableProps {
  readonly caption: string;
  readonly grid: WeekGrid;
  readonly fileName: string;
  readonly format: (value: number) => string;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** More of the shade would make the figures hard to read. */
const strongestPercent = 48;

export function WeekTable({ caption, grid, fileName, format }: WeekTableProps) {
  const t = useText();
  const days = useWeekdays();
  const table = useRef<HTMLTableElement>(null);
  const most = Math.max(0, ...grid.flat().map((value) => value ?? 0));
  const shade = (value: number) => (most === 0 ? 0 : Math.round((value / most) * strongestPercent));
  return (
    <div className={styles['week']}>
      <div className={styles['tools']}>
        <SaveButtons
          fileName={fileName}
          csv={() => weekCsv(grid)}
          picture={() => weekPicture({ grid, days, format, shade, element: table.current })}
        />
      </div>
      <div className={styles['scroll']}>
        <table ref={table} className={styles['table']}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t.analytics.weekday}</span>
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col" title={t.analytics.byHour(String(hour))}>
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.map((row, weekday) => (
              <tr key={days[weekday]}>
                <th scope="row">{days[weekday]}</th>
                {hours.map((hour) => {
                  const value = row[hour] ?? null;
                  return value === null ? (
                    <td key={hour} data-unknown="true" title={t.chart.unknown}>
                      <span className="visually-hidden">{t.chart.unknown}</span>
                    </td>
                  ) : (
                    <td key={hour} style={{ background: `color-mix(in srgb, var(--accent) ${shade(value)}%, var(--surface))` }}>
                      {format(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Short names, Monday first. */
function useWeekdays(): readonly string[] {
  const locale = usePreferences((state) => state.locale);
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(localeTags[locale], { weekday: 'short', timeZone: 'UTC' });
    // 5 January 1970 was a Monday.
    return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(1970, 0, 5 + day)));
  }, [locale]);
}
