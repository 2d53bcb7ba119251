/** Named layouts of the screens, each person's own. */
import { routes } from '../../../src-contract/api/routes.ts';
import { layoutLimits } from '../../../src-contract/domain/screen-layout.ts';
import { KavachError } from '../../errors.ts';
import type { Caller } from '../auth/caller.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';

export function registerLayoutRoutes(register: Register, { layouts, clock }: Pick<ServerDeps, 'layouts' | 'clock'>): void {
  const all = (caller: Caller) => ({ layouts: [...layouts.list(ownerOf(caller))] });
  register(routes.layouts, ({ caller }) => all(caller));

  register(routes.saveLayout, ({ params, body, caller }) => {
    if (!layouts.put(ownerOf(caller), { name: params.name, ...body }, clock.nowMs())) {
      throw new KavachError('CONFLICT', `At most ${layoutLimits.perOwner} layouts are kept; remove one that you no longer need.`);
    }
    return all(caller);
  });

  register(routes.removeLayout, ({ params, caller }) => {
    if (!layouts.remove(ownerOf(caller), params.name)) throw new KavachError('NOT_FOUND', `No layout ${params.name}.`);
    return all(caller);
  });
}

/** A one-time link makes a new session each time; what was arranged under the last one is the control room's. */
function ownerOf(caller: Caller): string {
  return caller.kind === 'session' && caller.sessionKind === 'account' ? caller.id : 'control-room';
}
