/** The engines that the station's events go to: whether each takes them, and how far behind it is. The station sends it with its status. */
import { CircleCheck, TriangleAlert, Unplug } from 'lucide-react';
import type { PartHealth } from '../../../src-contract/api/system.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { isCut, useSession } from '../station/session-store.ts';
import styles from './set-up.module.css';

const engineNames: Readonly<Record<string, string>> = {
  'relay:kafka': 'Kafka',
  'relay:mqtt': 'MQTT',
  'relay:postgres': 'PostgreSQL',
};
const icons = { ok: CircleCheck, degraded: Unplug, down: TriangleAlert };
/** Less is the way of things: what comes in is sent within a second. */
const shownLagMs = 5000;

export function RelaySection() {
  const t = useText();
  const engines = useSession((state) => state.engines);
  const cut = useSession((state) => isCut(state.link));
  const { title, hint, engine, state, behind, says, empty, emptyHint } = t.setUp.relay;
  return (
    <div className={styles['section']}>
      <Panel title={title} scroll>
        <p className={`${styles['note']} ${styles['dim']}`}>{hint}</p>
        {cut ? <Notice tone="fault">{t.setUp.stale}</Notice> : null}
        {engines.length === 0 ? (
          <EmptyState title={empty}>{emptyHint}</EmptyState>
        ) : (
          <Table caption={title} head={[engine, state, behind, says]}>
            {engines.map((part) => (
              <EngineRow key={part.name} part={part} />
            ))}
          </Table>
        )}
      </Panel>
    </div>
  );
}

function EngineRow({ part }: { readonly part: PartHealth }) {
  const t = useText();
  const format = useFormat();
  const Icon = icons[part.state];
  const lagMs = part.latency_ms ?? 0;
  return (
    <tr>
      <td className={styles['strong']}>{engineNames[part.name] ?? part.name}</td>
      <td>
        <span className={styles['state']} data-warn={part.state !== 'ok'}>
          <Icon size={14} aria-hidden="true" />
          {t.setUp.relay.states[part.state]}
        </span>
      </td>
      <td className={styles['nowrap']}>{lagMs < shownLagMs ? t.setUp.relay.upToDate : format.age(lagMs)}</td>
      <td className={styles['dim']}>{part.detail}</td>
    </tr>
  );
}
