/** Where to go, keeping out of the crush: from my place or my position, out or to what is looked for; steps in large type, and a small map. */
import { lazy, Suspense, useState } from 'react';
import { useText } from '../i18n/use-text.ts';
import { type Position, usePosition } from '../panic/position.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Field } from '../parts/field.tsx';
import { isLinked, usePhone } from '../station/phone-store.ts';
import { useWay, type WayNow } from './use-way.ts';
import { WayAnswerCard } from './way-answer.tsx';
import { nearestKinds, writeGoal } from './way-goal.ts';
import styles from './way-screen.module.css';
import { chooseWay, here, useWays, type WayAnswer } from './way-store.ts';

/** The map is large and the steps say the same: it comes after them, and not at all where it can't be loaded. */
const WayMap = lazy(() => import('./way-map.tsx').then((loaded) => ({ default: loaded.WayMap }), noMap));

export function WayScreen() {
  const own = usePhone((state) => state.caller?.zone ?? null);
  const chosen = useWays((state) => state.from) ?? own ?? '';
  const position = usePosition(chosen === here);
  const way = useWay(startFrom(chosen, position));
  const answers = useWays((state) => state.answers);
  const linked = usePhone(isLinked);
  // Without a link, another known way is better than none.
  const shown = way.answer ?? (linked ? null : (answers[0] ?? null));
  const [looked, setLooked] = useState({ at: '', rank: 0 });
  const question = `${shown?.from} ${shown?.goal}`;
  const rank = looked.at === question ? looked.rank : 0;
  return (
    <>
      <h2 className="visually-hidden">{useText().way.title}</h2>
      <div className={styles['ends']}>
        <From chosen={chosen} own={own} position={position} />
        <To />
      </div>
      <State way={way} shown={shown} hasStart={chosen !== '' && (chosen !== here || position.kind === 'known')} />
      {shown === null ? null : (
        <>
          <WayAnswerCard
            answer={shown}
            isAsked={shown === way.answer}
            rank={rank}
            onRank={(next) => setLooked({ at: question, rank: next })}
          />
          <Suspense fallback={null}>
            <WayMap reply={shown.reply} rank={rank} />
          </Suspense>
        </>
      )}
    </>
  );
}

function From({ chosen, own, position }: { readonly chosen: string; readonly own: string | null; readonly position: Position }) {
  const t = useText();
  const zones = usePhone((state) => state.site?.zones) ?? [];
  const hints = { searching: t.way.searching, unknown: t.way.nowhere, known: undefined };
  const hint = chosen === here ? hints[position.kind] : chosen === '' ? t.way.choose : undefined;
  return (
    <Field label={t.way.from} hint={hint}>
      {(control) => (
        <select {...control} value={chosen} onChange={({ target }) => chooseWay({ from: target.value })}>
          {chosen === '' ? <option value="">—</option> : null}
          {/* A browser gives no position to a page that came without encryption. */}
          {globalThis.isSecureContext ? <option value={here}>{t.way.here}</option> : null}
          {zones.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === own ? t.way.myZone(name) : name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function To() {
  const t = useText();
  const goal = useWays((state) => state.goal);
  const zones = usePhone((state) => state.site?.zones) ?? [];
  return (
    <Field label={t.way.to}>
      {(control) => (
        <select {...control} value={goal} onChange={({ target }) => chooseWay({ goal: target.value })}>
          <option value="out">{t.way.out}</option>
          <optgroup label={t.way.nearest}>
            {nearestKinds.map((place) => (
              <option key={place} value={writeGoal({ kind: 'nearest', place })}>
                {t.way.goals[place]}
              </option>
            ))}
          </optgroup>
          <optgroup label={t.way.zones}>
            {zones.map(({ id, name }) => (
              <option key={id} value={writeGoal({ kind: 'zone', id })}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      )}
    </Field>
  );
}

interface StateProps {
  readonly way: WayNow;
  readonly shown: WayAnswer | null;
  readonly hasStart: boolean;
}

/** Why there is no answer, or why it isn't one to what was asked. */
function State({ way: { asking, again }, shown, hasStart }: StateProps) {
  const t = useText();
  const linked = usePhone(isLinked);
  if (!hasStart) return null;
  if (!linked) return shown === null ? <p role="alert">{t.way.unreachable}</p> : null;
  switch (asking.kind) {
    case 'answered':
      return null;
    case 'asking':
      return shown === null ? <p role="status">{t.way.finding}</p> : null;
    case 'no-place':
      return <p role="alert">{t.way.noPlace}</p>;
    case 'failed':
      return (
        <div className={styles['failed']} role="alert">
          <p>{t.way.failed}</p>
          <BigButton onClick={again}>{t.way.again}</BigButton>
        </div>
      );
  }
}

/** Rounded to some ten metres: a position that trembles is not another question. */
function startFrom(chosen: string, position: Position): string | null {
  if (chosen !== here) return chosen === '' ? null : chosen;
  return position.kind === 'known' ? `${position.at[1].toFixed(4)},${position.at[0].toFixed(4)}` : null;
}

function noMap() {
  return { default: NoMap };
}

function NoMap() {
  return <p className={styles['note']}>{useText().way.noMap}</p>;
}
