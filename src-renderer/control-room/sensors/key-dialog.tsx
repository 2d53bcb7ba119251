/** Makes a sensor's key and shows it once with all that is to be set in the sensor: as words, as a QR code and as a file. */
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import { type credentialReply, type SensorReply, sensorRoutes } from '../../../src-contract/api/sensors.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/chart/chart-export.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts';
import { useText } from '../i18n/use-text.ts';
import { QrPicture } from '../set-up/qr-picture.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { askSensors, rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './sensors.module.css';

type Credential = z.output<typeof credentialReply>;

interface KeyDialogProps {
  /** Null: closed. */
  readonly sensor: SensorReply | null;
  readonly onClose: () => void;
}

export function KeyDialog({ sensor, onClose }: KeyDialogProps) {
  const t = useText();
  const [made, setMade] = useState<Credential | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  const take = (credential: Credential) => {
    setMade(credential);
    askSensors();
  };
  return (
    <Dialog
      open={sensor !== null}
      title={t.sensors.key.title(sensor?.name ?? '')}
      closeLabel={t.common.close}
      onClose={close}
      wide
    >
      {sensor === null ? null : made === null ? (
        <Ask sensor={sensor} onMade={take} onClose={close} />
      ) : (
        <ShownOnce made={made} onClose={close} />
      )}
    </Dialog>
  );
}

interface AskProps {
  readonly sensor: SensorReply;
  readonly onMade: (made: Credential) => void;
  readonly onClose: () => void;
}

function Ask({ sensor, onMade, onClose }: AskProps) {
  const t = useText();
  const command = useCommand();
  const { ask, askAgain, make, again } = t.sensors.key;
  const send = () => command.run(() => rest.call(sensorRoutes.sensorKey, { params: { id: sensor.id } }), onMade);
  const cancel = (
    <Button tone="quiet" onClick={onClose}>
      {t.common.cancel}
    </Button>
  );
  return (
    <Form submit={sensor.has_key ? again : make} ready={!command.waiting} onSubmit={send} others={cancel}>
      <p>{ask}</p>
      {sensor.has_key ? <Notice tone="warning">{askAgain}</Notice> : null}
      <FaultNotice fault={command.fault} />
    </Form>
  );
}

function ShownOnce({ made, onClose }: { readonly made: Credential; readonly onClose: () => void }) {
  const t = useText();
  const element = useFocusOnMount();
  const { once, qr, scan, file, done, value } = t.sensors.key;
  const save = () =>
    saveFile(new Blob([`${made.provisioning}\n`], { type: 'application/json' }), `${made.sensor_id}.kavach-sensor.json`);
  const saveButton = (
    <Button icon={<FileDown size={15} />} onClick={save}>
      {file}
    </Button>
  );
  return (
    <Form submit={done} onSubmit={onClose} others={saveButton}>
      <Notice tone="warning">{once}</Notice>
      <div ref={element} tabIndex={-1} className={styles['provision']}>
        <div>
          <QrPicture text={made.provisioning} label={qr} />
          <p className={styles['hint']}>{scan}</p>
        </div>
        <div className={styles['stack']}>
          <Facts>
            <Fact term={value}>
              <code>{made.key}</code>
            </Fact>
          </Facts>
          <MqttFacts mqtt={made.mqtt} />
          <TcpFacts tcp={made.tcp} />
        </div>
      </div>
    </Form>
  );
}

function MqttFacts({ mqtt }: { readonly mqtt: Credential['mqtt'] }) {
  const t = useText();
  const { mqtt: title, noMqtt, url, user, password, passwordIs, topic } = t.sensors.key;
  return (
    <section>
      <h3 className={styles['legend']}>{title}</h3>
      {mqtt.url === null ? <p className={styles['hint']}>{noMqtt}</p> : null}
      <Facts>
        {mqtt.url === null ? null : (
          <Fact term={url}>
            <code>{mqtt.url}</code>
          </Fact>
        )}
        <Fact term={user}>
          <code>{mqtt.username}</code>
        </Fact>
        <Fact term={password}>{passwordIs}</Fact>
        <Fact term={topic}>
          <code>{mqtt.topic}</code>
        </Fact>
      </Facts>
    </section>
  );
}

function TcpFacts({ tcp }: { readonly tcp: Credential['tcp'] }) {
  const t = useText();
  const { tcp: title, noTcp, url, firstLine } = t.sensors.key;
  return (
    <section>
      <h3 className={styles['legend']}>{title}</h3>
      {tcp.address === null ? (
        <p className={styles['hint']}>{noTcp}</p>
      ) : (
        <Facts>
          <Fact term={url}>
            <code>{tcp.address}</code>
          </Fact>
          <Fact term={firstLine}>
            <code>{tcp.first_line}</code>
          </Fact>
        </Facts>
      )}
    </section>
  );
}
