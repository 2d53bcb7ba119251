/** Setting up one camera: its address with a test picture, what is drawn on its picture, its calibration, a spot check. Nothing needs a restart. */
import { useEffect, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import type { LiveOverlay } from '../../client/live-picture.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { isAdmin, useSession } from '../station/session-store.ts';
import { AddressPanel } from './address-panel.tsx';
import { CalibrationPanel } from './calibration-panel.tsx';
import styles from './camera-set-up.module.css';
import { CountPreview } from './count-preview-list.tsx';
import { PictureEditor } from './picture-editor.tsx';
import { SaveBar } from './save-bar.tsx';
import { isUnsaved, redo, undo, useSetUp } from './set-up-store.ts';
import { ShapesPanel } from './shapes-panel.tsx';
import { askSiteConfig, useSiteConfig } from './site-config.ts';
import { SpotCheckPanel } from './spot-check-panel.tsx';

const steps = ['address', 'shapes', 'calibration', 'check'] as const;
type Step = (typeof steps)[number];
const fresh = '';

export function CameraSetUpScreen() {
  const t = useText();
  const caller = useSession((state) => state.caller);
  const [params, setParams] = useSearchParams();
  const { config, fault } = useSiteConfig();
  useEffect(() => {
    askSiteConfig();
  }, []);
  useLeaveWarning();
  if (!isAdmin(caller)) return <Navigate to="/cameras" replace />;
  if (config === null) return fault === null ? <Skeleton rows={8} height={40} /> : <LoadFailed fault={fault} />;
  const cameras = config.site.cameras.map(({ id, name }) => ({ value: id, label: String(name ?? id) }));
  const asked = params.get('camera') ?? cameras[0]?.value ?? fresh;
  const cameraId = cameras.some(({ value }) => value === asked) ? asked : fresh;
  const step = cameraId === fresh ? 'address' : (steps.find((one) => one === params.get('step')) ?? 'shapes');
  const go = (next: { camera?: string; step?: Step }) =>
    setParams(
      (old) => {
        old.set('camera', next.camera ?? cameraId);
        old.set('step', next.step ?? step);
        return old;
      },
      { replace: true },
    );
  return (
    <div className={styles['screen']}>
      <div className={styles['head']}>
        <SelectField
          label={t.cameraSetUp.camera}
          value={cameraId}
          options={[...cameras, { value: fresh, label: t.cameraSetUp.newCamera }]}
          onChange={(camera) => go({ camera, step: camera === fresh ? 'address' : 'shapes' })}
        />
      </div>
      <Tabs
        label={t.cameraSetUp.steps.label}
        tabs={(cameraId === fresh ? steps.slice(0, 1) : steps).map((value) => ({ value, label: t.cameraSetUp.steps[value] }))}
        value={step}
        onChange={(next) => go({ step: next })}
      >
        {step === 'address' ? (
          <AddressPanel key={cameraId} cameraId={cameraId} onSaved={(camera) => go({ camera, step: 'shapes' })} />
        ) : (
          <Placing key={cameraId} cameraId={cameraId} step={step} />
        )}
      </Tabs>
    </div>
  );
}

function Placing({ cameraId, step }: { readonly cameraId: string; readonly step: Exclude<Step, 'address'> }) {
  const [tracks, setTracks] = useState<LiveOverlay['tracks']>([]);
  const isShown = useCameras((state) => state.cameras[cameraId] !== undefined);
  const undoByKeys = (event: React.KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !['z', 'y', 'Z'].includes(event.key)) return;
    event.preventDefault();
    if (event.key === 'z') undo(cameraId);
    else redo(cameraId);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Z from any of its fields; the buttons do the same
    <div className={styles['placing']} onKeyDown={undoByKeys}>
      <div className={styles['main']}>
        {isShown ? (
          <PictureEditor cameraId={cameraId} calibrating={step === 'calibration'} onTracks={setTracks} />
        ) : (
          <Skeleton rows={1} height={320} />
        )}
        <SaveBar cameraId={cameraId} />
        <CountPreview cameraId={cameraId} tracks={tracks} />
      </div>
      <div className={styles['side']}>
        {step === 'shapes' ? <ShapesPanel cameraId={cameraId} /> : null}
        {step === 'calibration' ? <CalibrationPanel cameraId={cameraId} /> : null}
        {step === 'check' ? <SpotCheckPanel cameraId={cameraId} tracks={tracks} /> : null}
      </div>
    </div>
  );
}

function LoadFailed({ fault }: { readonly fault: unknown }) {
  const t = useText();
  return (
    <div className={styles['screen']}>
      <FaultNotice fault={fault} />
      <Button onClick={askSiteConfig}>{t.setUp.tryAgain}</Button>
    </div>
  );
}

/** Drafts outlive a look at another screen, but not the page. */
function useLeaveWarning(): void {
  const unsaved = useSetUp((state) => Object.values(state.drafts).some(isUnsaved));
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
}
