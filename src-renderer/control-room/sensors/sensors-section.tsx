/** The registry of sensors: a list, the worst first, and the selected one beside it; or what was refused. The selection is in the address. */
import { FileUp, Plus, Radio } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListAndDetails } from '../../ui/list-and-details.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useSensors } from '../station/sensors-store.ts';
import { askSensors, followSensors } from '../station/session.ts';
import { isAdmin, isCut, useSession } from '../station/session-store.ts';
import { AddDialog } from './add-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { IntakeStrip } from './intake-strip.tsx';
import { RefusedReadings } from './refused-readings.tsx';
import { SensorDetails } from './sensor-details.tsx';
import { type SensorView, sensorViews, shownSensors } from './sensor-look.ts';
import { SensorTable } from './sensor-table.tsx';
import styles from './sensors.module.css';

type Shown = SensorView | 'refused';
const choices: readonly Shown[] = [...sensorViews, 'refused'];

export function SensorsSection() {
  const t = useText();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [params, setParams] = useSearchParams();
  useEffect(followSensors, []);
  const selectedId = params.get('sensor');
  const select = (sensor: string) => setParams({ section: 'sensors', sensor }, { replace: true });
  const tools = (
    <>
      <SearchField id={searchFieldId} label={t.sensors.filter} keys="/" value={search} onChange={setSearch} />
      <Choice
        label={t.sensors.show}
        hideLabel
        value={shown}
        options={choices.map((value) => ({ value, label: t.sensors.views[value] }))}
        onChange={setShown}
      />
    </>
  );
  return (
    <div className={styles['section']}>
      <IntakeStrip />
      {shown === 'refused' ? (
        <div className={styles['refused']}>
          <div className={styles['tools']}>{tools}</div>
          <RefusedReadings search={search.trim().toLowerCase()} />
        </div>
      ) : (
        <ListAndDetails
          wide="list"
          tools={tools}
          list={<SensorList view={shown} search={search.trim().toLowerCase()} selectedId={selectedId} onSelect={select} />}
          details={<SensorDetails key={selectedId} sensorId={selectedId} />}
        />
      )}
    </div>
  );
}

interface SensorListProps {
  readonly view: SensorView;
  readonly search: string;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

function SensorList({ view, search, selectedId, onSelect }: SensorListProps) {
  const t = useText();
  const { sensors, loaded, fault } = useSensors();
  const cut = useSession((state) => isCut(state.link));
  const admin = useSession((state) => isAdmin(state.caller));
  const shown = useMemo(() => shownSensors(sensors, view, search), [sensors, view, search]);
  return (
    <Panel title={t.sensors.title} aside={admin ? <NewSensors onAdded={onSelect} /> : null} scroll>
      {cut ? <Notice tone="warning">{t.sensors.cut}</Notice> : null}
      {admin ? null : <p className={styles['note']}>{t.sensors.readOnly}</p>}
      {fault === null ? null : (
        <div className={styles['failed']}>
          <FaultNotice fault={fault} />
          <Button onClick={() => void askSensors()}>{t.setUp.tryAgain}</Button>
        </div>
      )}
      {!loaded && fault === null ? <Skeleton rows={8} height={40} /> : null}
      {loaded && shown.length === 0 ? <Nothing hasAny={Object.keys(sensors).length > 0} isSearch={search !== ''} /> : null}
      {shown.length > 0 ? <SensorTable sensors={shown} selectedId={selectedId} isCut={cut} onSelect={onSelect} /> : null}
    </Panel>
  );
}

function Nothing({ hasAny, isSearch }: { readonly hasAny: boolean; readonly isSearch: boolean }) {
  const { sensors } = useText();
  if (hasAny) return <EmptyState title={isSearch ? sensors.noMatch : sensors.allWell} />;
  return (
    <EmptyState icon={<Radio size={28} strokeWidth={1.25} />} title={sensors.empty}>
      {sensors.emptyHint}
    </EmptyState>
  );
}

function NewSensors({ onAdded }: { readonly onAdded: (id: string) => void }) {
  const t = useText();
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button tone="quiet" icon={<FileUp size={15} />} onClick={() => setOpen('import')}>
        {t.sensors.import}
      </Button>
      <Button tone="quiet" icon={<Plus size={15} />} onClick={() => setOpen('add')}>
        {t.sensors.add}
      </Button>
      <AddDialog open={open === 'add'} onClose={close} onAdded={onAdded} />
      <ImportDialog open={open === 'import'} onClose={close} />
    </>
  );
}
