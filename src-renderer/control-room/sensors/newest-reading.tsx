/** A sensor's newest reading, field by field with unit and age, and what was made of it. */
import type { ReadingReply, SensorReply } from '../../../src-contract/api/sensors.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Figure } from '../../ui/figure.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Catalogue } from '../i18n/en.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './newest-reading.module.css';
import { fieldsOf, isStale, type SensorLook } from './sensor-look.ts';
import { type SensorWords, useSensorWords } from './use-sensor-words.ts';

export function NewestReading({ sensor, look }: { readonly sensor: SensorReply; readonly look: SensorLook }) {
  const t = useText();
  const format = useFormat();
  const words = useSensorWords();
  const { latest } = sensor;
  return (
    <div className={styles['newest']}>
      {latest === null ? <p className={styles['none']}>{t.sensors.now.none}</p> : <Figures sensor={sensor} look={look} />}
      {latest?.late === true ? <Notice tone="warning">{t.sensors.now.late}</Notice> : null}
      <Facts>
        {latest === null ? null : <JudgedFacts reading={latest} words={words} />}
        <Fact term={t.sensors.now.seen}>
          {sensor.last_seen === null ? t.sensors.never : format.dateTime(Date.parse(sensor.last_seen))}
        </Fact>
        <Fact term={t.sensors.now.total}>
          {t.sensors.now.totals(format.number(sensor.readings), format.number(sensor.rejected))}
        </Fact>
        <Fact term={t.sensors.now.id}>{sensor.id}</Fact>
      </Facts>
    </div>
  );
}

function Figures({ sensor, look }: { readonly sensor: SensorReply; readonly look: SensorLook }) {
  const t = useText();
  const format = useFormat();
  const words = useSensorWords();
  const nowMs = useStationNow();
  const { latest, type } = sensor;
  if (latest === null) return null;
  const age = t.common.ago(format.age(nowMs - Date.parse(latest.timestamp)));
  return (
    <dl className={styles['figures']}>
      {fieldsOf(sensor)
        .filter((field) => latest.values[field] !== undefined)
        .map((field) => (
          <Figure
            key={field}
            label={words.field(field)}
            value={words.number(latest.values[field] ?? 0)}
            unit={words.unit(type, field)}
            state={isStale(look) ? 'stale' : 'fresh'}
            note={age}
          />
        ))}
    </dl>
  );
}

function JudgedFacts({ reading, words }: { readonly reading: ReadingReply; readonly words: SensorWords }) {
  const t = useText();
  const format = useFormat();
  const { risk, predicted_by, fog_intensity, timestamp, source } = reading;
  return (
    <>
      {risk === null ? null : (
        <Fact term={t.sensors.now.risk} strong={risk !== 'LOW'}>
          {t.sensors.risks[risk]}
        </Fact>
      )}
      {predicted_by === null ? null : <Fact term={t.sensors.now.by}>{judge(predicted_by, t, words)}</Fact>}
      {fog_intensity === null ? null : <Fact term={t.sensors.now.fog}>{format.percent(fog_intensity)}</Fact>}
      <Fact term={t.sensors.now.measured}>{format.dateTime(Date.parse(timestamp))}</Fact>
      <Fact term={t.sensors.now.came}>{t.sensors.now.sources[source]}</Fact>
    </>
  );
}

/** `rule:none`, `rule:fog`, `rule:threshold:<field>`, `model:<name>`; what isn't known stands as the station says it. */
function judge(by: string, { sensors }: Catalogue, words: SensorWords): string {
  const { byRule } = sensors.now;
  if (by === 'rule:none' || by === 'rule:fog') return byRule[by];
  const [, field] = /^rule:threshold:(.+)$/.exec(by) ?? [];
  if (field !== undefined) return byRule.threshold(words.field(field));
  const [, model] = /^model:(.+)$/.exec(by) ?? [];
  return model === undefined ? by : byRule.model(model);
}
