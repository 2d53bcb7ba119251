/** Takes sensors in from a file: what would be taken and what is wrong with which row is shown before anything is sent. */
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { askSensors, rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { readSensorFile, type SensorFile } from './import-file.ts';
import styles from './sensors.module.css';
import { useSensorWords } from './use-sensor-words.ts';

const mostBytes = 5_000_000;
const shownRows = 50;

type Chosen = SensorFile | { readonly kind: 'too-large' };

export function ImportDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText();
  return (
    <Dialog open={open} title={t.sensors.file.title} closeLabel={t.common.close} onClose={onClose} wide>
      <ImportForm onDone={onClose} />
    </Dialog>
  );
}

function ImportForm({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const format = useFormat();
  const command = useCommand();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const isReady = chosen?.kind === 'rows' && chosen.wrong.length === 0 && chosen.sensors.length > 0;
  const send = () => {
    if (chosen?.kind !== 'rows') return;
    command.run(
      () => rest.call(sensorRoutes.importSensors, { body: { sensors: [...chosen.sensors] } }),
      ({ added, changed }) => {
        showToast(t.sensors.file.done(format.number(added), format.number(changed)));
        askSensors();
        onDone();
      },
    );
  };
  const take = (next: Chosen) => {
    command.clear();
    setChosen(next);
  };
  return (
    <Form submit={t.sensors.file.send} ready={isReady && !command.waiting} onSubmit={send}>
      <p>{t.sensors.file.explain}</p>
      <FileChoice onChosen={take} />
      {chosen === null ? null : <Preview chosen={chosen} />}
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function FileChoice({ onChosen }: { readonly onChosen: (chosen: Chosen) => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File) => {
    if (file.size > mostBytes) onChosen({ kind: 'too-large' });
    else onChosen(readSensorFile(await file.text()));
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.json,text/csv,application/json"
        aria-label={t.sensors.file.choose}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again after it was put right.
          target.value = '';
          if (file !== undefined) read(file).catch(() => onChosen({ kind: 'unreadable' }));
        }}
      />
      <Button icon={<FileUp size={15} />} data-first-focus onClick={() => input.current?.click()}>
        {t.sensors.file.choose}
      </Button>
    </div>
  );
}

function Preview({ chosen }: { readonly chosen: Chosen }) {
  const t = useText();
  const { file } = t.sensors;
  switch (chosen.kind) {
    case 'too-large':
      return <Notice tone="fault">{file.tooLarge}</Notice>;
    case 'unreadable':
      return <Notice tone="fault">{file.unreadable}</Notice>;
    case 'empty':
      return <Notice tone="fault">{file.empty}</Notice>;
    case 'too-many':
      return <Notice tone="fault">{file.tooMany}</Notice>;
    case 'rows':
      return chosen.wrong.length > 0 ? <WrongRows wrong={chosen.wrong} /> : <ReadyRows sensors={chosen.sensors} />;
  }
}

type Rows = Extract<SensorFile, { kind: 'rows' }>;

function WrongRows({ wrong }: Pick<Rows, 'wrong'>) {
  const { sensors } = useText();
  const { file, columns } = sensors;
  return (
    <>
      <Notice tone="fault">{file.wrong(wrong.length)}</Notice>
      <div className={styles['scroll']}>
        <Table caption={file.title} head={[file.line, columns.name, file.fault]}>
          {wrong.slice(0, shownRows).map(({ line, id, fault }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{id === '' ? '—' : id}</td>
              <td>{file.faults[fault]}</td>
            </tr>
          ))}
        </Table>
      </div>
      <LeftOut count={wrong.length - shownRows} />
    </>
  );
}

function ReadyRows({ sensors }: Pick<Rows, 'sensors'>) {
  const t = useText();
  const words = useSensorWords();
  const { columns, settings, file } = t.sensors;
  return (
    <>
      <Notice>{file.ready(sensors.length)}</Notice>
      <div className={styles['scroll']}>
        <Table caption={file.title} head={[settings.id, columns.type, settings.name, settings.place]}>
          {sensors.slice(0, shownRows).map(({ id, type, name, location }) => (
            <tr key={id}>
              <td>{id}</td>
              <td>{words.type(type)}</td>
              <td>{name}</td>
              <td className={styles['nowrap']}>{location === undefined || location === null ? '—' : location.join(', ')}</td>
            </tr>
          ))}
        </Table>
      </div>
      <LeftOut count={sensors.length - shownRows} />
    </>
  );
}

function LeftOut({ count }: { readonly count: number }) {
  const t = useText();
  return count > 0 ? <p className={styles['hint']}>{t.sensors.file.firstOf(count)}</p> : null;
}
