/** The main window's part: it tells the second one what is looked at here, and goes where the second one sends it. */
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useAlarms } from '../alarms/alarms-store.ts';
import { hearWindows, tellWindows } from './window-channel.ts';

export function useMainWindow(): void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const alarmId = useAlarms((state) => state.selectedId);
  useEffect(() => tellWindows({ kind: 'at', address: pathname + search }), [pathname, search]);
  useEffect(() => {
    if (alarmId !== null) tellWindows({ kind: 'alarm', id: alarmId });
  }, [alarmId]);
  useEffect(
    () =>
      hearWindows((told) => {
        if (told.kind === 'go') navigate(told.address);
      }),
    [navigate],
  );
}
