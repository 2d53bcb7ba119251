/**
 * Crowd pressure P = ρ·Var(v): an accident followed about ten minutes after P > 0.02 s⁻² (Helbing, Johansson, Al-Abideen,
 * Phys. Rev. E 75, 046109, 2007; read in a secondary source, crowd-and-alarm-figures). There the crowd hardly moved: the
 * variance was that of bodies pushed about.
 */
import type { StepUpRule } from './step-up-rule.ts';

const enterPerS2 = 0.02;
const leavePerS2 = 0.015;
/**
 * Where people still choose their speed, walkers beside standers alone give P far above 0.02 (a tenth of them at 1 m/s: 0.09 a
 * unit of density), so below this P says nothing. Flow begins to fall at 2–3 p/m², contact is involuntary from 3.57,
 * turbulence was seen at 4–7: from 3 on, moving unlike one's neighbours begins to mean being moved.
 */
const enterDensityPerM2 = 3;
const leaveDensityPerM2 = 2.7;

export const pressure: StepUpRule = {
  name: 'pressure',
  onMs: 5_000,
  offMs: 15_000,
  holds: ({ zone }, was) =>
    zone.pressurePerS2 !== null &&
    zone.densityPerM2 !== null &&
    zone.densityPerM2 >= (was ? leaveDensityPerM2 : enterDensityPerM2) &&
    zone.pressurePerS2 > (was ? leavePerS2 : enterPerS2),
};
