/** The replay's slider with what happened on it, and its controls: which stretch, how fast, and from one event to the next. */
import { ChevronFirst, ChevronLast, Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { stationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { eventAfter, eventBefore } from './past.ts';
import { PastClips } from './past-clips.tsx';
import { PastMarks, PastStrip } from './past-marks.tsx';
import { type SpanHours, type Speed, seek, showSpan, spansMs, speeds, togglePlay, useReplay } from './replay-store.ts';
import { StartField } from './start-field.tsx';
import styles from './time-controls.module.css';

export function TimeControls() {
  return (
    <div className={styles['controls']}>
      <Slider />
      <div className={styles['row']}>
        <PlayButtons />
        <SpeedChoice />
        <SpanChoice />
      </div>
    </div>
  );
}

function Slider() {
  const t = useText();
  const format = useFormat();
  const past = useReplay(({ loaded }) => (loaded.kind === 'ready' ? loaded.past : null));
  const atMs = useReplay((state) => state.atMs);
  return (
    <div className={styles['slider']}>
      <PastStrip past={past} />
      <PastMarks past={past} />
      <PastClips past={past} />
      <input
        type="range"
        aria-label={t.replay.time}
        aria-valuetext={format.dateTime(atMs)}
        min={past?.fromMs ?? 0}
        max={past?.toMs ?? 1}
        step={past?.stepMs ?? 1}
        value={past === null ? 0 : atMs}
        disabled={past === null}
        onChange={(event) => seek(Number(event.target.value))}
      />
      <div className={styles['ends']} aria-hidden="true">
        <span>{past === null ? '' : format.time(past.fromMs)}</span>
        <span>{past === null ? '' : format.time((past.fromMs + past.toMs) / 2)}</span>
        <span>{past === null ? '' : format.time(past.toMs)}</span>
      </div>
    </div>
  );
}

function PlayButtons() {
  const t = useText();
  const isPlaying = useReplay((state) => state.isPlaying);
  const [before, after] = useReplay(
    useShallow(({ loaded, atMs }) =>
      loaded.kind === 'ready'
        ? [eventBefore(loaded.past, atMs)?.atMs ?? null, eventAfter(loaded.past, atMs)?.atMs ?? null]
        : [null, null],
    ),
  );
  return (
    <div className={styles['buttons']}>
      <Button
        label={t.replay.previousEvent}
        icon={<SkipBack size={16} />}
        disabled={before === null}
        onClick={() => before !== null && seek(before)}
      />
      <Button
        tone="primary"
        label={isPlaying ? t.replay.pause : t.replay.play}
        keys={t.replay.space}
        icon={isPlaying ? <Pause size={16} /> : <Play size={16} />}
        onClick={togglePlay}
      />
      <Button
        label={t.replay.nextEvent}
        icon={<SkipForward size={16} />}
        disabled={after === null}
        onClick={() => after !== null && seek(after)}
      />
    </div>
  );
}

function SpeedChoice() {
  const t = useText();
  const speed = useReplay((state) => state.speed);
  return (
    <Choice
      label={t.replay.speed}
      hideLabel
      options={speeds.map((value) => ({ value, label: `${value}×` }))}
      value={speed}
      onChange={(next: Speed) => useReplay.setState({ speed: next })}
    />
  );
}

function SpanChoice() {
  const t = useText();
  const format = useFormat();
  const fromMs = useReplay((state) => state.fromMs);
  const span = useReplay((state) => state.span);
  const lengthMs = spansMs[span];
  return (
    <>
      <Choice
        label={t.replay.span}
        hideLabel
        options={(['1', '6', '24'] as const).map((value) => ({ value, label: format.hours(Number(value)) }))}
        value={span}
        onChange={(next: SpanHours) => showSpan(Math.min(fromMs, stationNow() - spansMs[next]), next)}
      />
      <div className={styles['buttons']}>
        <Button label={t.replay.earlier} icon={<ChevronFirst size={16} />} onClick={() => showSpan(fromMs - lengthMs, span)} />
        <StartField />
        <Button
          label={t.replay.later}
          icon={<ChevronLast size={16} />}
          disabled={fromMs + lengthMs >= stationNow()}
          onClick={() => showSpan(fromMs + lengthMs, span)}
        />
      </div>
    </>
  );
}
