/** Every part of the station with what it says of itself, what the station is made of, and the file for a specialist. */
import { CircleCheck, FileArchive, TriangleAlert, Unplug } from 'lucide-react';
import { Link } from 'react-router';
import type { AboutReply } from '../../../src-contract/api/care.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { PartHealth } from '../../../src-contract/api/system.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { useAsked } from '../station/use-asked.ts';
import { askAbout, askFirstRun, askHealth } from './ask-care.ts';
import styles from './care.module.css';

const icons = { ok: CircleCheck, degraded: Unplug, down: TriangleAlert };
const askEveryMs = 5000;
const askParts = async (signal: AbortSignal) => (await askHealth(signal)).parts;

export function HealthSection() {
  const t = useText();
  const parts = useAsked(askParts, askEveryMs);
  const about = useAsked(askAbout);
  const { title, part, state, says } = t.care.health;
  return (
    <div className={styles['health']}>
      <Panel title={title} scroll>
        <AskedList from={parts} empty={null}>
          {(rows) => (
            <Table caption={title} head={[part, state, says]}>
              {[...rows].sort(byNeed).map((row) => (
                <PartRow key={row.name} part={row} />
              ))}
            </Table>
          )}
        </AskedList>
      </Panel>
      <Panel title={t.care.health.about} scroll>
        {about.asked.kind === 'ready' ? <About about={about.asked.value} /> : null}
        <Diagnostics />
      </Panel>
    </div>
  );
}

const needs = { down: 0, degraded: 1, ok: 2 };

function byNeed(one: PartHealth, other: PartHealth): number {
  return needs[one.state] - needs[other.state];
}

function PartRow({ part: { name, state, detail, latency_ms: latencyMs } }: { readonly part: PartHealth }) {
  const t = useText();
  const format = useFormat();
  const Icon = icons[state];
  const { parts, states, fine, latency } = t.care.health;
  const named: Readonly<Record<string, string>> = parts;
  return (
    <tr>
      <td className={styles['strong']}>{named[name] ?? name}</td>
      <td>
        <span className={styles['state']} data-warn={state !== 'ok'}>
          <Icon size={14} aria-hidden="true" />
          {states[state]}
        </span>
      </td>
      <td className={styles['dim']}>
        {[detail ?? fine, ...(latencyMs === null ? [] : [latency(format.number(latencyMs))])].join(' · ')}
      </td>
    </tr>
  );
}

function About({ about }: { readonly about: AboutReply }) {
  const t = useText();
  const format = useFormat();
  const { version, license, runsOn, ffmpeg, missing, data, siteFile, up, upFor, notices } = t.care.health;
  return (
    <>
      <Facts>
        <Fact term={version}>{`Kavach ${about.version}`}</Fact>
        <Fact term={license}>{about.license}</Fact>
        <Fact term={up}>{upFor(format.age(about.uptime_s * 1000))}</Fact>
        <Fact term={runsOn}>{`Node ${about.node}, ${about.system}`}</Fact>
        <Fact term={ffmpeg}>{about.ffmpeg ?? missing}</Fact>
        <Fact term={data}>{about.data_folder}</Fact>
        <Fact term={siteFile}>{about.site_file}</Fact>
      </Facts>
      <details className={styles['notices']}>
        <summary>{notices(about.notices.length)}</summary>
        <ul>
          {about.notices.map(({ name, version: of, license: by }) => (
            <li key={name}>{`${name} ${of}: ${by}`}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Diagnostics() {
  const t = useText();
  const firstRun = useAsked(askFirstRun);
  const isNewStation = firstRun.asked.kind === 'ready' && firstRun.asked.value.state !== 'not-needed';
  return (
    <div className={styles['diagnostics']}>
      <h3>{t.care.health.diagnostics}</h3>
      <p className={styles['dim']}>{t.care.health.diagnosticsHint}</p>
      <a className={styles['action']} href={routes.diagnostics.path} download>
        <FileArchive size={15} aria-hidden="true" />
        {t.care.health.save}
      </a>
      {isNewStation ? <Link to="/first-run">{t.care.firstRun.back}</Link> : null}
    </div>
  );
}
