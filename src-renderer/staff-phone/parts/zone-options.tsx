/** The station's places to choose from in a select, and none of them first. */
import { usePhone } from '../station/phone-store.ts';

export function ZoneOptions() {
  const zones = usePhone((state) => state.site?.zones);
  return (
    <>
      <option value="">—</option>
      {zones?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}
