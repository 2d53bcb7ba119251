/** What a program may read and write, area by area. */
import { type Scope, scopeAreas } from '../../../src-contract/domain/roles.ts';
import { Table } from '../../ui/table.tsx';
import { useText } from '../i18n/use-text.ts';

interface ScopeGridProps {
  readonly chosen: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
}

export function ScopeGrid({ chosen, onChange }: ScopeGridProps) {
  const t = useText();
  const { scopes, read, write, areas } = t.setUp.programs;
  const box = (scope: Scope, label: string) => (
    <td>
      <input
        type="checkbox"
        aria-label={label}
        checked={chosen.includes(scope)}
        onChange={(event) => onChange(event.target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))}
      />
    </td>
  );
  return (
    <Table caption={scopes} head={[scopes, read, write]}>
      {scopeAreas.map((area) => (
        <tr key={area}>
          <td>{areas[area]}</td>
          {box(`${area}:read`, `${areas[area]}: ${read}`)}
          {box(`${area}:write`, `${areas[area]}: ${write}`)}
        </tr>
      ))}
    </Table>
  );
}
