/** The layouts: shipped ones and the operator's own, each with its key; keeping the present arrangement, and forgetting one. */
import { LayoutGrid, Trash2 } from 'lucide-react';
import type { NamedLayout } from '../../../src-contract/domain/screen-layout.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useText } from '../i18n/use-text.ts';
import { FaultNotice } from '../station/fault-notice.tsx';
import { useSession } from '../station/session-store.ts';
import { useCommand } from '../station/use-command.ts';
import { shippedLayouts, showLayout } from './arrangement.ts';
import styles from './layout-menu.module.css';
import { askToKeep, forgetLayout, useLayouts } from './layouts-store.ts';

export function LayoutMenu() {
  const t = useText();
  const { own, fault } = useLayouts();
  return (
    <Menu
      label={t.layouts.menu}
      button={
        <>
          <LayoutGrid size={16} aria-hidden="true" />
          <span>{t.layouts.menu}</span>
        </>
      }
    >
      <div className={styles['list']}>
        {shippedLayouts(t).map((layout) => (
          <Row key={layout.name} layout={layout} />
        ))}
      </div>
      <h3 className={styles['own']}>{t.layouts.own}</h3>
      {own.length === 0 ? <p className={styles['hint']}>{t.layouts.none}</p> : null}
      {fault === null ? null : <p role="status">{t.layouts.offline}</p>}
      <div className={styles['list']}>
        {own.map((layout) => (
          <OwnRow key={layout.name} layout={layout} />
        ))}
      </div>
      <Button onClick={() => askToKeep(true)}>{t.layouts.keep}</Button>
    </Menu>
  );
}

function Row({ layout }: { readonly layout: NamedLayout }) {
  return (
    <Button
      tone="quiet"
      className={styles['row']}
      keys={layout.key === null ? undefined : String(layout.key)}
      onClick={() => showLayout(layout)}
    >
      {layout.name}
    </Button>
  );
}

function OwnRow({ layout }: { readonly layout: NamedLayout }) {
  const t = useText();
  const callerId = useSession((state) => state.caller?.id ?? '');
  const command = useCommand();
  return (
    <>
      <div className={styles['own-row']}>
        <Row layout={layout} />
        <Button
          tone="quiet"
          label={t.layouts.forget(layout.name)}
          icon={<Trash2 size={15} />}
          disabled={command.waiting}
          onClick={() =>
            command.run(
              () => forgetLayout(layout.name, callerId),
              () => {},
            )
          }
        />
      </div>
      <FaultNotice fault={command.fault} />
    </>
  );
}
