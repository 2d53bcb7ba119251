/**
 * Updates of the desktop: ties the look at the feed, the installation and this version's own trial together, and says to the operator what
 * there is to say. In: the installer's settings, the station's states and alarms, what the shell can do. Out: lines for the tray,
 * notifications, and at times the end of this process in favour of another version.
 */
import type { AlarmsNow } from '../../../src-contract/shell-messages.ts';
import type { UpdateSettings } from '../../../src-contract/update-feed.ts';
import type { StationState } from '../station-child.ts';
import { type Hindrance, type InstallOptions, installUpdate } from './install-update.ts';
import type { UpdateLimits } from './limits.ts';
import { createLookout } from './lookout.ts';
import { createOwnTrial, type OwnTrial, type OwnTrialOptions } from './own-trial.ts';
import { openUpdateState } from './update-state.ts';
import type { FetchedUpdate, InstallWay } from './ways/install-way.ts';

export interface UpdatesOptions extends Pick<OwnTrialOptions, 'version' | 'words' | 'log' | 'exit'> {
  /** Null: a person exchanges the program, and it is only told that there is an update. */
  readonly way: InstallWay | null;
  readonly settings: UpdateSettings;
  /** The shell's own, for what is fetched and kept. */
  readonly folder: string;
  readonly limits: UpdateLimits;
  readonly station: Omit<InstallOptions['station'], 'hindrance'> & OwnTrialOptions['station'];
  /** Resolves to whether the operator wants it now. `awayS`: how long the station will be gone. */
  readonly ask: (version: string, awayS: number) => Promise<boolean>;
  readonly notify: (text: string) => void;
  /** The lines of the tray are others now. */
  readonly onChange: () => void;
}

export interface UpdateLine {
  readonly label: string;
  /** Null: it only tells. */
  readonly click: (() => void) | null;
}

export interface Updates extends Pick<OwnTrial, 'start' | 'backupToReturnTo' | 'leaving'> {
  lines(): readonly UpdateLine[];
  followStation(state: StationState): void;
  followAlarms(alarms: AlarmsNow): void;
}

export function createUpdates(options: UpdatesOptions): Updates {
  const { settings, version, way, words, limits, log, onChange } = options;
  const state = openUpdateState(options.folder, log);
  let stationNow: StationState = { kind: 'stopped' };
  /** Null until the station that runs has told. */
  let activeHigh: number | null = null;
  const told: { news: string | null; problem: string | null } = { news: null, problem: null };
  let isBusy = false;
  let triedMs = Number.NEGATIVE_INFINITY;
  let startedMs = performance.now();
  let awayS = limits.usualAwayS;
  let hour: NodeJS.Timeout | undefined;

  function say(kind: keyof typeof told, text: string | null, isLoud: boolean): void {
    const isNew = text !== told[kind];
    told[kind] = text;
    if (!isNew) return;
    if (text !== null) log.info({ text }, 'updates');
    if (text !== null && isLoud) options.notify(text);
    onChange();
  }

  const lookout = createLookout({
    ...{ settings, version, state, words, limits, log, isBusy: () => isBusy, onReady: onChange },
    ending: way?.ending ?? null,
    onProblem: (text, isRefusal) => say('problem', text, isRefusal),
  });
  const own = createOwnTrial({ ...options, state, say: (text, isLoud) => say('news', text, isLoud) });

  function hindrance(): Hindrance | null {
    if (stationNow.kind !== 'running' || activeHigh === null) return 'station-down';
    return activeHigh > 0 ? 'high-alarm' : null;
  }

  async function install(update: FetchedUpdate, isAsked: boolean): Promise<void> {
    if (way === null) return;
    const early = hindrance();
    if (early !== null) return say('news', words.putOff[early], true);
    if (isAsked && !(await options.ask(update.version, awayS))) return;
    say('news', words.isInstalling(update.version), false);
    const ended = await installUpdate(update, { state, version, way, station: { ...options.station, hindrance } });
    if (ended.kind === 'installed') options.exit();
    else say('news', ended.kind === 'failed' ? words.failed(ended.why) : words.putOff[ended.hindrance], true);
  }

  async function installOnce(update: FetchedUpdate, isAsked: boolean): Promise<void> {
    if (isBusy || own.isOn()) return;
    isBusy = true;
    onChange();
    await install(update, isAsked).finally(() => {
      isBusy = false;
      onChange();
    });
  }

  function installAtItsHour(): void {
    const ready = lookout.ready();
    const nowMs = performance.now();
    if (ready === null || !isInHour(settings.install_at, new Date()) || hindrance() !== null) return;
    if (nowMs - triedMs < limits.lookAgainMs) return;
    triedMs = nowMs;
    void installOnce(ready, false);
  }

  return {
    start() {
      if (!own.start()) return false;
      lookout.start();
      if (settings.install_at !== null && way?.needsPerson === false) hour = setInterval(installAtItsHour, limits.hourLookMs);
      return true;
    },
    lines() {
      const [ready, newer] = [lookout.ready(), lookout.newer()];
      const byHand = newer === null || way !== null ? null : words.byInstaller(newer);
      const texts = [told.news, told.problem, byHand].filter((text) => text !== null);
      const offer =
        ready === null || isBusy || own.isOn()
          ? []
          : [{ label: words.install(ready.version), click: () => void installOnce(ready, true) }];
      return [...texts.map((label) => ({ label, click: null })), ...offer];
    },
    followStation(next) {
      stationNow = next;
      if (next.kind !== 'running') activeHigh = null;
      if (next.kind === 'starting') startedMs = performance.now();
      if (next.kind === 'running')
        awayS = Math.max(limits.usualAwayS, Math.ceil((performance.now() - startedMs) / 1000) + limits.stopS);
      own.follow(next);
    },
    followAlarms(alarms) {
      activeHigh = alarms.activeHigh;
    },
    backupToReturnTo: own.backupToReturnTo,
    leaving() {
      lookout.stop();
      clearInterval(hour);
      own.leaving();
    },
  };
}

/** Whether `now` is within the hour after a time of the day, `HH:MM`. */
function isInHour(time: string | null, now: Date): boolean {
  if (time === null) return false;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const sinceMinutes = (now.getHours() - hours) * 60 + now.getMinutes() - minutes;
  return (sinceMinutes + 1440) % 1440 < 60;
}
