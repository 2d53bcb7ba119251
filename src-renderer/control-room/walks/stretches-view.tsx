/** What is closed, by whom and why; and all stretches, to close one: from this list or by a click on the map. */
import { useState } from 'react';
import { type WalkBlockReply, type WalkNetworkReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { RowActions, Table } from '../../ui/table.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { searchFieldId } from '../keyboard/use-shortcuts.ts';
import { AskedList } from '../set-up/asked-list.tsx';
import { FaultNotice } from '../station/fault-notice.tsx';
import { rest } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import { useCommand } from '../station/use-command.ts';
import { useWaysChanged } from '../station/walk-revision.ts';
import { BlockDialog } from './block-dialog.tsx';
import { useWalkWords } from './use-walk-words.ts';
import styles from './walks.module.css';
import { useWalks } from './walks-store.ts';

type Stretch = WalkNetworkReply['stretches'][number];

/** A list that nobody reads to its end. */
const mostRows = 60;
const askBlocks = async (signal: AbortSignal) => (await rest.call(walkRoutes.walkBlocks, { signal })).blocks;

interface StretchesViewProps {
  readonly network: WalkNetworkReply;
  readonly onChanged: () => void;
}

export function StretchesView({ network, onChanged }: StretchesViewProps) {
  const t = useText();
  const [closing, setClosing] = useState<Stretch | null>(null);
  const blocks = useAsked(askBlocks);
  useWaysChanged(blocks.again);
  const changed = () => {
    blocks.again();
    onChanged();
  };
  return (
    <>
      <Panel title={t.walks.stretches.closed} scroll className={styles['closed']}>
        <AskedList from={blocks} empty={<EmptyState title={t.walks.stretches.noneClosed} />}>
          {(rows) => rows.map((block) => <Block key={block.stretch_id} block={block} network={network} onOpened={changed} />)}
        </AskedList>
      </Panel>
      <AllStretches network={network} onClose={setClosing} />
      <BlockDialog stretch={closing} network={network} onClose={() => setClosing(null)} onClosed={changed} />
    </>
  );
}

interface BlockProps {
  readonly block: WalkBlockReply;
  readonly network: WalkNetworkReply;
  readonly onOpened: () => void;
}

function Block({ block, network, onOpened }: BlockProps) {
  const t = useText();
  const format = useFormat();
  const words = useWalkWords(network);
  const command = useCommand();
  const canAct = useSession((state) => mayAct(state.caller));
  const { stretch_id: id, until } = block;
  const stretch = network.stretches.find((one) => one.id === id);
  const name = stretch === undefined ? (block.name ?? id) : words.stretch(stretch);
  const open = () =>
    command.run(
      () => rest.call(walkRoutes.openStretch, { params: { id } }),
      () => {
        showToast(t.walks.stretches.opened(name));
        onOpened();
      },
    );
  const { untilOpened, gone, openAgain } = t.walks.stretches;
  return (
    <article className={styles['block']}>
      <button type="button" className={styles['name']} onClick={() => useWalks.setState({ stretchId: id })}>
        {name}
      </button>
      <p>{block.reason}</p>
      <p className={styles['who']}>
        {block.by}, {format.dateTime(Date.parse(block.at))},{' '}
        {until === null ? untilOpened : t.walks.stretches.until(format.dateTime(Date.parse(until)))}
        {stretch === undefined ? `. ${gone}` : ''}
      </p>
      <Button label={`${openAgain}: ${name}`} disabled={!canAct || command.waiting} onClick={open}>
        {openAgain}
      </Button>
      <FaultNotice fault={command.fault} />
    </article>
  );
}

interface AllStretchesProps {
  readonly network: WalkNetworkReply;
  readonly onClose: (stretch: Stretch) => void;
}

function AllStretches({ network, onClose }: AllStretchesProps) {
  const t = useText();
  const words = useWalkWords(network);
  const format = useFormat();
  const [search, setSearch] = useState('');
  const selectedId = useWalks((state) => state.stretchId);
  const wanted = search.trim().toLocaleLowerCase();
  const fitting = network.stretches.filter((one) => words.stretch(one).toLocaleLowerCase().includes(wanted));
  // What was hit on the map comes first, wherever it stands in the list.
  const rows = fitting.toSorted((a, b) => Number(b.id === selectedId) - Number(a.id === selectedId)).slice(0, mostRows);
  const { stretches } = t.walks;
  return (
    <Panel title={stretches.all} scroll className={styles['all']}>
      <div className={styles['form']}>
        <SearchField id={searchFieldId} label={stretches.filter} keys="/" value={search} onChange={setSearch} />
      </div>
      {rows.length === 0 ? <EmptyState title={stretches.noMatch} /> : null}
      <Table caption={stretches.all} head={[stretches.stretch, stretches.state, '']}>
        {rows.map((stretch) => (
          <StretchRow
            key={stretch.id}
            stretch={stretch}
            name={words.stretch(stretch)}
            isSelected={stretch.id === selectedId}
            onClose={onClose}
          />
        ))}
      </Table>
      {fitting.length > rows.length ? (
        <p className={styles['age']}>{stretches.more(format.number(fitting.length - rows.length))}</p>
      ) : null}
    </Panel>
  );
}

interface StretchRowProps {
  readonly stretch: Stretch;
  readonly name: string;
  readonly isSelected: boolean;
  readonly onClose: (stretch: Stretch) => void;
}

function StretchRow({ stretch, name, isSelected, onClose }: StretchRowProps) {
  const { stretches } = useText().walks;
  const words = useWalkWords(null);
  const canAct = useSession((state) => mayAct(state.caller));
  const isClosed = stretch.blocked !== null;
  return (
    <tr className={classNames(isSelected && styles['selected'])}>
      <td>
        <button
          type="button"
          className={styles['name']}
          aria-pressed={isSelected}
          onClick={() => useWalks.setState({ stretchId: stretch.id })}
        >
          {name}
        </button>{' '}
        <small>{words.distance(stretch.length_m)}</small>
      </td>
      <td>{isClosed ? <strong className={styles['cutOff']}>{stretches.closed}</strong> : stretches.open}</td>
      <RowActions>
        {isClosed ? null : (
          <Button label={`${stretches.close}: ${name}`} disabled={!canAct} onClick={() => onClose(stretch)}>
            {stretches.close}
          </Button>
        )}
      </RowActions>
    </tr>
  );
}
