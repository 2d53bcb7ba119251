/** Who would leave by which exit, if everybody had to leave now: exits with their load, zones with where their people are sent. */
import { type EvacuationReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useSite } from '../station/site-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useWaysChanged } from '../station/walk-revision.ts';
import { AgeOfWays } from './age-of-ways.tsx';
import { useWalkWords } from './use-walk-words.ts';
import styles from './walks.module.css';
import { askWayOut } from './walks-store.ts';

/** Counts change without a change of band. */
const askEveryMs = 5000;

/** One row, so that it is loading, failed and old as every list is. */
const askPlan = async (signal: AbortSignal): Promise<EvacuationReply[]> => [await rest.call(walkRoutes.evacuation, { signal })];

export function EvacuationView() {
  const t = useText();
  const plan = useAsked(askPlan, askEveryMs);
  useWaysChanged(plan.again);
  return (
    <Panel title={t.walks.evacuation.title} scroll>
      <AskedList from={plan} empty={null}>
        {([reply]) => (reply === undefined ? null : <Plan plan={reply} />)}
      </AskedList>
    </Panel>
  );
}

function Plan({ plan }: { readonly plan: EvacuationReply }) {
  const t = useText();
  const words = useWalkWords(null);
  const { never, clearAll } = t.walks.evacuation;
  return (
    <>
      <div className={styles['form']}>
        <AgeOfWays generatedAt={plan.generated_at} isStale={false} />
        {plan.clear_s === null ? (
          <Notice tone="fault">{never}</Notice>
        ) : (
          <p className={styles['clear']}>{clearAll(words.duration(plan.clear_s))}</p>
        )}
      </div>
      <Exits plan={plan} />
      <Zones plan={plan} />
    </>
  );
}

function Exits({ plan }: { readonly plan: EvacuationReply }) {
  const { evacuation } = useText().walks;
  const format = useFormat();
  const words = useWalkWords(null);
  return (
    <Table caption={evacuation.exits} head={[evacuation.exit, evacuation.persons, evacuation.capacity, evacuation.clear]}>
      {plan.exits.map((exit) => (
        <tr key={exit.id}>
          <td>{exit.name ?? exit.id}</td>
          <td>{exit.persons === 0 ? evacuation.unused : format.number(exit.persons)}</td>
          <td>{format.number(exit.capacity_per_min)}</td>
          <td>{exit.clear_s === null ? '—' : words.duration(exit.clear_s)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Zones({ plan }: { readonly plan: EvacuationReply }) {
  const { evacuation } = useText().walks;
  const names = useSite((state) => state.site?.zones);
  return (
    <Table caption={evacuation.zones} head={[evacuation.zone, evacuation.persons, evacuation.ways, '']}>
      {plan.zones.map((zone) => (
        <ZoneRow
          key={zone.zone}
          zone={zone}
          name={names?.find(({ id }) => id === zone.zone)?.name ?? zone.zone}
          exits={plan.exits}
        />
      ))}
    </Table>
  );
}

interface ZoneRowProps {
  readonly zone: EvacuationReply['zones'][number];
  readonly name: string;
  readonly exits: EvacuationReply['exits'];
}

function ZoneRow({ zone, name, exits }: ZoneRowProps) {
  const { evacuation } = useText().walks;
  const format = useFormat();
  const exitName = (exit: string) => exits.find(({ id }) => id === exit)?.name ?? exit;
  const ways = zone.ways.map(({ exit, share }) => `${exitName(exit)} ${format.percent(share)}`);
  return (
    <tr data-cut-off={zone.cut_off}>
      <td>{name}</td>
      <td>{zone.persons === null ? evacuation.assumed(format.number(zone.planned_persons)) : format.number(zone.persons)}</td>
      <td>{zone.cut_off ? <strong className={styles['cutOff']}>{evacuation.cutOff}</strong> : ways.join(', ')}</td>
      <RowActions>
        <Button label={`${evacuation.showWay}: ${name}`} onClick={() => askWayOut({ id: zone.zone, label: name })}>
          {evacuation.showWay}
        </Button>
      </RowActions>
    </tr>
  );
}
