/** What an import would change, by kind and by example, and the word that puts it in force or leaves the map as it is. */
import type { LocationImportReply } from '../../../src-contract/api/places.ts';
import { placeRoutes } from '../../../src-contract/api/places.ts';
import { placeKinds } from '../../../src-contract/domain/place.ts';
import { placeChanges } from '../../../src-contract/domain/place-import.ts';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useCommand } from '../station/use-command.ts';
import styles from './places.module.css';
import { usePlaceWords } from './use-place-words.ts';

type Preview = NonNullable<LocationImportReply['preview']>;
type Counts = Preview['ways'];
type Sample = Preview['samples']['added'][number];

interface ImportPreviewProps {
  readonly preview: Preview;
  readonly onChanged: () => void;
}

export function ImportPreview({ preview, onChanged }: ImportPreviewProps) {
  const t = useText();
  const format = useFormat();
  const command = useCommand();
  const canAct = useSession((state) => mayAct(state.caller));
  const { facts, kinds, ways, samples } = preview;
  const words = t.places.import;
  const apply = () =>
    command.run(
      () => rest.call(placeRoutes.applyLocations, { body: { read_at: facts.read_at } }),
      () => {
        showToast(words.applied);
        onChanged();
      },
    );
  const discard = () => command.run(() => rest.call(placeRoutes.cancelLocations), onChanged);
  return (
    <section className={styles['preview']}>
      <h3>{words.preview}</h3>
      <p className={styles['age']}>{words.previewOf(facts.from, format.dateTime(Date.parse(facts.read_at)))}</p>
      <div className={styles['scroll']}>
        <Table caption={words.preview} head={[words.kind, words.added, words.changed, words.removed, words.same]}>
          {placeKinds.map((kind) => {
            const counts = kinds[kind];
            return counts === undefined ? null : <CountRow key={kind} name={t.places.kinds[kind]} counts={counts} />;
          })}
          <CountRow name={words.ways} counts={ways} />
        </Table>
        {placeChanges.map((change) => (
          <Samples key={change} title={words.samples[change]} samples={samples[change]} />
        ))}
      </div>
      <p>
        {words.keeps} {facts.complete ? null : words.partial}
      </p>
      <div className={styles['row']}>
        <Button tone="primary" disabled={!canAct || command.waiting} onClick={apply}>
          {words.apply}
        </Button>
        <Button disabled={!canAct || command.waiting} onClick={discard}>
          {words.discard}
        </Button>
      </div>
      <FaultNotice fault={command.fault} />
    </section>
  );
}

function CountRow({ name, counts }: { readonly name: string; readonly counts: Counts }) {
  const format = useFormat();
  const { added, changed, removed, same } = counts;
  return (
    <tr>
      <td>{name}</td>
      {Object.entries({ added, changed, removed, same }).map(([column, n]) => (
        <td key={column} className={n === 0 ? styles['dim'] : undefined}>
          {format.number(n)}
        </td>
      ))}
    </tr>
  );
}

function Samples({ title, samples }: { readonly title: string; readonly samples: readonly Sample[] }) {
  const t = useText();
  const words = usePlaceWords();
  if (samples.length === 0) return null;
  const called = ({ kind, name }: { readonly kind: Sample['kind']; readonly name: string | null }): string =>
    name === null ? t.places.kinds[kind] : `${name}, ${t.places.kinds[kind]}`;
  const changeOf = ({ before, kind, name }: Sample): string => {
    if (before === null) return '';
    const was = before.kind === kind && before.name === name ? null : t.places.import.was(called(before));
    const moved = before.movedM === 0 ? null : t.places.import.moved(words.distance(before.movedM));
    const said = [was, moved].filter((part) => part !== null);
    return said.length === 0 ? '' : ` (${said.join(', ')})`;
  };
  return (
    <>
      <h4>{title}</h4>
      <ul className={styles['samples']}>
        {samples.map((sample) => (
          <li key={sample.id}>
            {called(sample)}
            {changeOf(sample)}
          </li>
        ))}
      </ul>
    </>
  );
}
