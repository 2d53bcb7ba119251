/** ONVIF cameras that answer on the station's network, and their streams. Out: a stream's address into the form. */
import { useState } from 'react';
import type { OnvifDevicesReply, OnvifStreamsReply } from '../../../src-contract/api/camera-set-up.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './camera-set-up.module.css';

interface DiscoveryProps {
  readonly user: string;
  readonly password: string;
  readonly onTake: (address: string) => void;
}

type Device = OnvifDevicesReply['devices'][number];

export function Discovery({ user, password, onTake }: DiscoveryProps) {
  const t = useText();
  const command = useCommand();
  const [devices, setDevices] = useState<readonly Device[] | null>(null);
  const find = () =>
    command.run(
      () => rest.call(routes.findCameras),
      (reply) => setDevices(reply.devices),
    );
  return (
    <Panel className={styles['panel']} title={t.cameraSetUp.find}>
      <div className={styles['fields']} aria-live="polite">
        <Button disabled={command.waiting} onClick={find}>
          {t.cameraSetUp.find}
        </Button>
        {command.waiting ? <p>{t.cameraSetUp.finding}</p> : null}
        <FaultNotice fault={command.fault} />
        {devices === null || command.waiting ? null : (
          <p>{devices.length === 0 ? t.cameraSetUp.noneFound : t.cameraSetUp.found(devices.length)}</p>
        )}
        <ul className={styles['list']}>
          {devices?.map((device) => (
            <DeviceRow key={device.address} device={device} user={user} password={password} onTake={onTake} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function DeviceRow({ device, user, password, onTake }: DiscoveryProps & { readonly device: Device }) {
  const t = useText();
  const command = useCommand();
  const [streams, setStreams] = useState<OnvifStreamsReply | null>(null);
  const ask = () =>
    command.run(() => rest.call(routes.cameraStreams, { body: { address: device.address, user, password } }), setStreams);
  return (
    <li>
      <strong>{device.name || device.host}</strong> {device.model} <code>{device.host}</code>
      <div>
        <Button disabled={command.waiting} onClick={ask}>
          {t.cameraSetUp.askStreams}
        </Button>
      </div>
      <FaultNotice fault={command.fault} />
      {streams === null ? null : streams.ok ? (
        <ul className={styles['list']} aria-label={t.cameraSetUp.streams}>
          {streams.streams.map((stream) => (
            <StreamRow key={stream.address} stream={stream} onTake={onTake} />
          ))}
        </ul>
      ) : (
        <Notice tone="fault">{streams.reason}</Notice>
      )}
    </li>
  );
}

type Stream = Extract<OnvifStreamsReply, { ok: true }>['streams'][number];

function StreamRow({ stream, onTake }: { readonly stream: Stream; readonly onTake: (address: string) => void }) {
  const t = useText();
  const format = useFormat();
  const { name, codec, width, height, fps, address } = stream;
  const size = width === null || height === null ? '' : `${format.number(width)} × ${format.number(height)}`;
  return (
    <li>
      {name} {size} {codec} {fps === null ? '' : `${format.number(fps)} ${t.units.fps}`}{' '}
      <Button onClick={() => onTake(address)}>{t.cameraSetUp.take}</Button>
    </li>
  );
}
