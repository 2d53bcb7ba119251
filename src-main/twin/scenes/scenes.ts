/** The scenes that a site file can name. A new one is one file and one entry here. */
import { dadar } from './dadar.ts';
import { ramGhat } from './ram-ghat.ts';
import type { TwinScene } from './scene.ts';

export const scenes: Readonly<Record<string, TwinScene>> = { dadar, 'ram-ghat': ramGhat };
