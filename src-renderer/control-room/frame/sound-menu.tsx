/** The alarm sound: how loud, silent for a while with the time left in sight, and a plain word when the browser blocks it. */
import { BellOff, Volume2, VolumeX } from 'lucide-react';
import { useStationNow } from '../../client/station-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './sound-menu.module.css';
import { endSilence, silence, useSound, volumes } from './sound-store.ts';
import { tones } from './use-alarm-sound.ts';

export function SoundMenu() {
  const t = useText();
  const blocked = useSound((state) => state.blocked);
  const volume = useSound((state) => state.volume);
  const silent = useSound((state) => state.silentUntilMs !== null);
  if (blocked) return <Blocked />;
  return (
    <Menu
      label={silent ? t.sound.label : t.sound.on}
      button={silent ? <Countdown /> : <Volume2 size={17} aria-hidden="true" />}
      className={silent ? styles['silent'] : undefined}
    >
      <Choice
        label={t.sound.volume}
        value={volume}
        onChange={(next) => {
          useSound.setState({ volume: next });
          tones.play('low', volumes[next]);
        }}
        options={(['full', 'half', 'low'] as const).map((value) => ({ value, label: t.sound.volumes[value] }))}
      />
      {silent ? (
        <Button onClick={endSilence}>{t.sound.bringBack}</Button>
      ) : (
        <Button icon={<BellOff size={15} />} onClick={silence}>
          {t.sound.silence}
        </Button>
      )}
      <p className={styles['hint']}>{t.sound.never}</p>
    </Menu>
  );
}

function Countdown() {
  const t = useText();
  const format = useFormat();
  useStationNow();
  const until = useSound((state) => state.silentUntilMs);
  const left = format.countdown((until ?? 0) - Date.now());
  return (
    <>
      <VolumeX size={17} aria-label={t.sound.silenced(left)} />
      <span className={styles['left']}>{left}</span>
    </>
  );
}

function Blocked() {
  const t = useText();
  return (
    <Button icon={<VolumeX size={16} />} title={t.sound.blockedHint} onClick={() => tones.allow()} className={styles['blocked']}>
      {t.sound.blocked}
    </Button>
  );
}
