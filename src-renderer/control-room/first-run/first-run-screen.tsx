/** A new station in four steps, in any order after the first: its name and line, a camera, a zone, a phone. Each can be skipped. */
import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import type { FirstRunReply, FirstRunStep } from '../../../src-contract/api/care.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { askFirstRun } from '../care/ask-care.ts';
import { useText } from '../i18n/use-text.ts';
import { JoinDialog } from '../set-up/join-dialog.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { isAdmin, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './first-run.module.css';
import { StationForm } from './station-form.tsx';
import { ZoneForm } from './zone-form.tsx';

const steps = ['station', 'camera', 'zone', 'phone'] as const;
/** Cameras, zones and phones come by other screens too. */
const askEveryMs = 4000;

export function FirstRunScreen() {
  const caller = useSession((state) => state.caller);
  const { asked, again } = useAsked(askFirstRun, askEveryMs);
  if (!isAdmin(caller)) return <Navigate to="/" replace />;
  if (asked.kind === 'loading') return <Skeleton rows={4} height={60} />;
  if (asked.kind === 'failed') return <FaultNotice fault={asked.fault} />;
  return <Guide reply={asked.value} again={again} />;
}

function Guide({ reply, again }: { readonly reply: FirstRunReply; readonly again: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const command = useCommand();
  const { title, intro, later, ready, toOverview } = t.care.firstRun;
  const isDone = (step: FirstRunStep) => reply.done.includes(step);
  const isOver = (step: FirstRunStep) => isDone(step) || reply.skipped.includes(step);
  const [chosen, choose] = useState<FirstRunStep | null>(null);
  const shown = chosen ?? steps.find((step) => !isOver(step)) ?? null;
  const note = (body: { skip?: FirstRunStep; dismissed?: boolean }, done: () => void) =>
    command.run(() => rest.call(routes.noteFirstRun, { body }), done);
  const skip = (step: FirstRunStep) =>
    note({ skip: step }, () => {
      choose(null);
      again();
    });
  const putAway = (
    <Button tone="quiet" disabled={command.waiting} onClick={() => note({ dismissed: true }, () => navigate('/'))}>
      {later}
    </Button>
  );
  return (
    <Panel title={title} aside={putAway} scroll>
      <div className={styles['guide']}>
        <p>{intro}</p>
        <FaultNotice fault={command.fault} />
        <ol className={styles['steps']}>
          {steps.map((step) => (
            <li key={step}>
              <StepButton
                step={step}
                state={isDone(step) ? 'done' : reply.skipped.includes(step) ? 'skipped' : 'open'}
                shown={step === shown}
                onChoose={() => choose(step)}
              />
            </li>
          ))}
        </ol>
        {shown === null ? (
          <Notice>
            {ready} <Link to="/">{toOverview}</Link>
          </Notice>
        ) : (
          <section className={styles['step']} aria-label={t.care.firstRun.steps[shown]}>
            <Step step={shown} reply={reply} again={again} />
            {isOver(shown) ? null : (
              <Button disabled={command.waiting} onClick={() => skip(shown)}>
                {t.care.firstRun.skip}
              </Button>
            )}
          </section>
        )}
      </div>
    </Panel>
  );
}

interface StepButtonProps {
  readonly step: FirstRunStep;
  readonly state: 'done' | 'skipped' | 'open';
  readonly shown: boolean;
  readonly onChoose: () => void;
}

const icons = { done: CircleCheck, skipped: CircleDashed, open: CircleDot };

function StepButton({ step, state, shown, onChoose }: StepButtonProps) {
  const { firstRun } = useText().care;
  const Icon = icons[state];
  return (
    <button type="button" className={styles['choose']} aria-current={shown ? 'step' : undefined} onClick={onChoose}>
      <Icon size={18} aria-hidden="true" />
      <span>{firstRun.steps[step]}</span>
      <span className={styles['dim']}>{state === 'open' ? '' : firstRun[state]}</span>
    </button>
  );
}

interface StepProps {
  readonly step: FirstRunStep;
  readonly reply: FirstRunReply;
  readonly again: () => void;
}

function Step({ step, reply, again }: StepProps) {
  const { firstRun } = useText().care;
  const [joins, setJoins] = useState(false);
  switch (step) {
    case 'station':
      return reply.station.is_new ? (
        <StationForm networks={reply.networks} />
      ) : (
        <p>{`${reply.station.name} (${reply.station.id})`}</p>
      );
    case 'camera':
      return (
        <>
          <p>{firstRun.cameraHint}</p>
          <Link to="/cameras/set-up">{firstRun.cameraOpen}</Link>
        </>
      );
    case 'zone':
      return <ZoneForm onDone={again} />;
    case 'phone':
      return (
        <>
          <p>{firstRun.phoneHint}</p>
          <Button tone="primary" onClick={() => setJoins(true)}>
            {firstRun.phoneOpen}
          </Button>
          <JoinDialog open={joins} onClose={() => setJoins(false)} onChanged={again} />
        </>
      );
  }
}
