/** The crowd on the ground as the station last told it; null while no map follows it. */
import { create } from 'zustand';
import type { GroundUpdate } from '../../../src-contract/api/sockets.ts';

export const useGround = create<{ readonly update: GroundUpdate | null }>(() => ({ update: null }));
