/** Which weather is severe, by which figure; and when its condition is raised, held, over, or not known. */
import { describe, expect, test } from 'vitest';
import type { CurrentWeather, FogReading, WeatherFetching, WeatherFigures } from '../../../src-contract/domain/weather.ts';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { rainOver, severeWeather } from '../../../src-main/site/weather/severe-weather.ts';
import { createWeatherConditions } from '../../../src-main/site/weather/weather-conditions.ts';

const site = siteConfigSchema.parse({ station: { id: 'DDR', name: 'Dadar', lines: ['western'], location: [72.84, 19.02] } });
const limits = site.weather;
const mild: WeatherFigures = {
  ...{ temperatureC: 30, apparentC: 34, humidity: 0.6, rainMmPerH: 0, windMps: 3, gustMps: 5 },
  ...{ visibilityM: 8000, sky: 'clear' },
};

const table: [string, Partial<WeatherFigures>, number | null, string[]][] = [
  ['mild weather', {}, 3, []],
  [
    'nothing known',
    { temperatureC: null, apparentC: null, rainMmPerH: null, windMps: null, gustMps: null, visibilityM: null },
    null,
    [],
  ],
  ['a heat wave by IMD', { temperatureC: 40, apparentC: 40 }, 0, ['heat severe temperature']],
  ['humid heat below 40 °C', { temperatureC: 35, apparentC: 43 }, 0, ['heat severe apparent']],
  ['extreme by one figure wins', { temperatureC: 45.5, apparentC: 44 }, 0, ['heat extreme temperature']],
  ['an intense spell', { rainMmPerH: 21 }, 30, ['rain severe hour']],
  ['a wet day without rain now', {}, 70, ['rain severe day']],
  ['extremely heavy rain', { rainMmPerH: 25 }, 210, ['rain extreme day']],
  ['gusts', { windMps: 9, gustMps: 18 }, 0, ['wind severe wind']],
  ['a storm', { windMps: 25, gustMps: null }, 0, ['wind extreme wind']],
  ['sight of 200 m', { visibilityM: 200 }, 0, []],
  ['dense fog', { visibilityM: 199 }, 0, ['fog severe visibility']],
  ['very dense fog', { visibilityM: 40 }, 0, ['fog extreme visibility']],
];

test.each(table)('%s', (_what, figures, rainDayMm, wanted) => {
  const found = severeWeather({ ...mild, ...figures }, rainDayMm, limits);
  expect(found.map(({ hazard, level, figure }) => `${hazard} ${level} ${figure}`)).toEqual(wanted);
});

test('what holds already is over only beyond its deadband', () => {
  const fog = (visibilityM: number) => severeWeather({ ...mild, visibilityM }, 0, limits, new Set(['fog'])).length;
  expect([fog(210), fog(221)]).toEqual([1, 0]);
  const heat = (apparentC: number) => severeWeather({ ...mild, apparentC }, 0, limits, new Set(['heat'])).length;
  expect([heat(40.2), heat(39.9)]).toEqual([1, 0]);
});

test('a day’s rain is known from twenty of its hours on', () => {
  const hours = (n: number) => Array.from({ length: n }, (_, i) => ({ ...mild, rainMmPerH: 3, atMs: i * 3_600_000 }));
  expect([rainOver(hours(19)), rainOver(hours(20)), rainOver(hours(24))]).toEqual([null, 60, 72]);
});

describe('conditions', () => {
  function known(figures: Partial<WeatherFigures>, fetching: WeatherFetching['kind'] = 'working') {
    const state = {
      nowMs: 1_800_000_000_000,
      current: null as CurrentWeather | null,
      fog: [] as FogReading[],
    };
    const tell = (next: Partial<WeatherFigures>) => {
      const figures = { ...mild, ...next };
      state.current = { source: 'open-meteo', observedMs: state.nowMs, fetchedMs: state.nowMs, figures };
    };
    tell(figures);
    const weather = createWeatherConditions({
      watch: { current: () => state.current, hours: () => [], fetching: () => ({ kind: fetching }) },
      limits,
      fogReadings: () => state.fog,
      nowMs: () => state.nowMs,
    });
    return { state, tell, weather, listed: () => weather.conditions().map(({ kind, priority }) => `${kind} ${priority}`) };
  }

  test('fresh severe weather is listed; once it is old nothing is, and nothing is known to be over', () => {
    const { state, weather, listed } = known({ apparentC: 43, visibilityM: 30 });
    expect(listed().toSorted()).toEqual(['weather-fog high', 'weather-heat medium']);
    expect(weather.isKnown('weather-heat')).toBe(true);
    state.nowMs += 3_600_001;
    expect([listed(), weather.isKnown('weather-heat'), weather.isKnown('weather-rain')]).toEqual([[], false, false]);
  });

  test('it is held within the deadband from one fetch to the next, then over', () => {
    const { tell, weather, listed } = known({ visibilityM: 150 });
    expect(listed()).toEqual(['weather-fog medium']);
    tell({ visibilityM: 215 });
    expect(listed()).toEqual(['weather-fog medium']);
    tell({ visibilityM: 260 });
    expect([listed(), weather.isKnown('weather-fog')]).toEqual([[], true]);
  });

  test('a figure that the provider leaves out leaves its hazard unknown, and no other', () => {
    const { weather } = known({ visibilityM: null });
    expect([weather.isKnown('weather-fog'), weather.isKnown('weather-heat')]).toEqual([false, true]);
  });

  test('where nothing may be fetched, an alarm of old must end', () => {
    const { state, weather } = known({}, 'off');
    state.nowMs += 86_400_000;
    expect(weather.isKnown('weather-heat')).toBe(true);
  });

  test('fog names the sensor by the tracks that sees least, other hazards none', () => {
    const { state, weather } = known({ visibilityM: 120, apparentC: 44 });
    const reading = (sensorId: string, visibility: number) => ({
      sensorId,
      name: sensorId,
      visibility,
      atMs: state.nowMs - 60_000,
    });
    state.fog = [reading('clear', 0.9), reading('thick', 0.15)];
    const factsOf = (kind: string) => weather.conditions().find((condition) => condition.kind === kind)?.facts;
    expect(factsOf('weather-fog')).toMatchObject({ sensorName: 'thick', sensorVisibility: 0.15, sensorAgeS: 60, value: 120 });
    expect(factsOf('weather-heat')).not.toHaveProperty('sensorName');
  });
});
