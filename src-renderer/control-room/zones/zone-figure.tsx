/** One figure of a zone, worded and judged for its age. Renders once a second and when the zone changes. */
import type { ZoneReply } from '../../../src-contract/api/crowd.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { zoneFreshness } from '../../client/zone-look.ts';
import { Figure } from '../../ui/figure.tsx';
import { capital, useFormat, useText, useWords } from '../i18n/use-text.ts';
import { useCrowd } from '../station/crowd-store.ts';

export type ZoneQuantity =
  | 'count'
  | 'density'
  | 'density_mean'
  | 'occupancy'
  | 'speed'
  | 'inflow_per_min'
  | 'outflow_per_min'
  | 'pressure'
  | 'counter_flow_share'
  | 'dwell_s';

/** Seconds that tick between two updates would only be restless. */
const justNowMs = 3_000;

interface ZoneFigureProps {
  readonly zoneId: string;
  readonly quantity: ZoneQuantity;
  readonly size?: 'small' | 'normal' | 'large';
  /** Without source and confidence, where they stand beside it already. */
  readonly plain?: boolean;
}

export function ZoneFigure({ zoneId, quantity, size = 'normal', plain = false }: ZoneFigureProps) {
  const t = useText();
  const words = useWords();
  const format = useFormat();
  const zone = useCrowd((state) => state.zones[zoneId]);
  const look = useQuantityLook(quantity);
  const nowMs = useStationNow();
  if (zone === undefined) return null;
  const value = zone[quantity];
  const state = zoneFreshness(zone, value, nowMs);
  const band = zone.error_share === null || !isOfMany(quantity) ? '' : ` ± ${format.percent(zone.error_share)}`;
  const source = capital(words.sources[zone.source]) + band;
  const note = state.kind === 'unknown' ? undefined : state.ageMs < justNowMs ? t.common.now : format.age(state.ageMs);
  return (
    <Figure
      label={look.label}
      value={value === null ? null : look.write(value)}
      {...(look.unit === undefined ? {} : { unit: look.unit })}
      prefix={zone.saturated && isOfMany(quantity) ? t.atLeast : undefined}
      state={state.kind}
      size={size}
      note={plain ? undefined : note}
      source={plain ? undefined : source}
      confidence={plain ? undefined : zone.confidence}
      confidenceLabel={t.confidence(format.percent(zone.confidence))}
    />
  );
}

/** Figures that grow with the number of persons: what can't count them all gives a least one of these. */
function isOfMany(quantity: ZoneQuantity): boolean {
  return quantity === 'count' || quantity === 'density' || quantity === 'density_mean' || quantity === 'occupancy';
}

interface QuantityLook {
  readonly label: string;
  readonly unit?: string;
  write(value: number): string;
}

function useQuantityLook(quantity: ZoneQuantity): QuantityLook {
  const t = useText();
  const format = useFormat();
  const number = (digits: number) => (value: number) => format.number(value, digits);
  const looks: Record<ZoneQuantity, QuantityLook> = {
    count: { label: t.zones.count, write: number(0) },
    density: { label: t.zones.density, unit: t.units.perM2, write: number(1) },
    density_mean: { label: t.zones.densityMean, unit: t.units.perM2, write: number(2) },
    occupancy: { label: t.zones.occupancy, write: format.percent },
    speed: { label: t.zones.speed, unit: t.units.mps, write: number(1) },
    inflow_per_min: { label: t.zones.inflow, unit: t.units.perMin, write: number(0) },
    outflow_per_min: { label: t.zones.outflow, unit: t.units.perMin, write: number(0) },
    pressure: { label: t.zones.pressure, unit: t.units.perS2, write: number(3) },
    counter_flow_share: { label: t.zones.counterFlow, write: format.percent },
    dwell_s: { label: t.zones.dwell, write: (value) => format.age(value * 1000) },
  };
  return looks[quantity];
}

/** The figure that a zone's band rests on. */
export function judgedQuantity(zone: ZoneReply): ZoneQuantity {
  if (zone.basis === 'capacity') return 'occupancy';
  return zone.density === null && zone.count !== null ? 'count' : 'density';
}
