/** The screens, in the order of the rail. */
import {
  BellRing,
  ChartColumn,
  ChartSpline,
  ClipboardList,
  Film,
  LayoutDashboard,
  type LucideIcon,
  Map as MapIcon,
  MapPinned,
  MessagesSquare,
  TrainFront,
  Users,
  Video,
} from 'lucide-react';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { Catalogue } from '../i18n/en.ts';
import { mayAct } from '../station/session-store.ts';

export interface Screen {
  readonly to: string;
  readonly name: Exclude<keyof Catalogue['nav'], 'label' | 'skip'>;
  readonly Icon: LucideIcon;
}

const screens: readonly Screen[] = [
  { to: '/', name: 'overview', Icon: LayoutDashboard },
  { to: '/map', name: 'map', Icon: MapIcon },
  { to: '/cameras', name: 'cameras', Icon: Video },
  { to: '/alarms', name: 'alarms', Icon: BellRing },
  { to: '/incidents', name: 'incidents', Icon: ClipboardList },
  { to: '/chat', name: 'chat', Icon: MessagesSquare },
  { to: '/trains', name: 'trains', Icon: TrainFront },
  { to: '/site', name: 'site', Icon: MapPinned },
  { to: '/forecast', name: 'forecast', Icon: ChartSpline },
  { to: '/analytics', name: 'analytics', Icon: ChartColumn },
];
/** Evidence and who may use the station are for those who may act. */
const screensOfActing: readonly Screen[] = [
  ...screens,
  { to: '/evidence', name: 'evidence', Icon: Film },
  { to: '/setup', name: 'setUp', Icon: Users },
];

export function screensOf(caller: CallerReply | null): readonly Screen[] {
  return mayAct(caller) ? screensOfActing : screens;
}
