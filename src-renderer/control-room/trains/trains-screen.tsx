/** What comes within the hour, and beside it the timetable that it rests on. */
import { TrainFront } from 'lucide-react';
import { routes } from '../../../src-contract/api/routes.ts';
import { useStationNow } from '../../client/station-clock.ts';
import { isListOld } from '../../client/train-look.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { TimetablePanel } from './timetable-panel.tsx';
import { type ListedTrain, TrainTable } from './train-table.tsx';
import styles from './trains-screen.module.css';
import { useIsWithoutNetwork, useNetwork } from './use-network.ts';

const askEveryMs = 5000;

/** Each with the time of the answer, so that an old one is never read as the present. */
const askTrains = async (signal: AbortSignal): Promise<ListedTrain[]> => {
  const { timestamp, trains } = await rest.call(routes.incomingTrains, { signal });
  return trains.map((train) => ({ ...train, asOfMs: Date.parse(timestamp) }));
};

export function TrainsScreen() {
  const t = useText();
  const trains = useAsked(askTrains, askEveryMs);
  return (
    <div className={styles['screen']}>
      <Panel title={t.trains.title} scroll>
        <AskedList from={trains} empty={<NoTrain />}>
          {(rows) => <Trains rows={rows} />}
        </AskedList>
      </Panel>
      <TimetablePanel />
    </div>
  );
}

function Trains({ rows }: { readonly rows: readonly ListedTrain[] }) {
  const t = useText();
  const format = useFormat();
  const network = useNetwork();
  const nowMs = useStationNow();
  const asOfMs = rows[0]?.asOfMs ?? nowMs;
  const isOld = isListOld(asOfMs, nowMs);
  return (
    <>
      {isOld ? (
        <div className={styles['note']}>
          <Notice tone="warning">{t.trains.oldList(format.age(nowMs - asOfMs))}</Notice>
        </div>
      ) : null}
      <TrainTable trains={rows} network={network} nowMs={nowMs} isOld={isOld} />
    </>
  );
}

function NoTrain() {
  const t = useText();
  const isWithout = useIsWithoutNetwork();
  return (
    <EmptyState icon={<TrainFront size={28} strokeWidth={1.25} />} title={isWithout ? t.trains.noNetwork : t.trains.empty}>
      {isWithout ? t.trains.noNetworkHint : t.trains.emptyHint}
    </EmptyState>
  );
}
