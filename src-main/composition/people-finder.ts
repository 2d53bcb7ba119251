/**
 * Who finds people in pictures that leave the station: its models for pictures that programs send in, behind the cameras' own. In: the
 * analysis of pictures. Out: a finder for copies of clips, and single pictures with faces hidden.
 */
import type { PeopleFinder } from '../../src-contract/domain/evidence.ts';
import type { AnalysisModel } from '../../src-contract/domain/frame-analysis.ts';
import type { FrameAnalysis } from '../detection/frame-analysis.ts';
import { KavachError } from '../errors.ts';
import { blurPicture, type FindPeople, nothingFinds } from '../evidence/blur/blur-clip.ts';

type Analysis = Pick<FrameAnalysis, 'analyse' | 'models'>;

/** Lower than for counting: to hide one too many does no harm. */
const minScore = 0.2;
/** Snapshots that wait beside each other; one more takes the place of the oldest. */
const mostAtOnce = 8;

/** `clientId`: one has a picture in work and one that waits; a newer one takes the place of that. */
export function findPeopleWith(analysis: Analysis, clientId: string) {
  const find: FindPeople = async (jpeg) => {
    const answer = await analysis.analyse(clientId, { encoded: () => jpeg, minScore });
    if (answer.kind !== 'found') return null;
    const { faces, bodies } = answer.findings;
    return { faces: faces.map(({ box }) => box), bodies: bodies.map(({ box }) => box) };
  };
  const finder = async (): Promise<PeopleFinder> => {
    const { face, body } = await analysis.models();
    return { face: nameOf(face), body: nameOf(body) };
  };
  return { find, finder };
}

/** A picture that nobody could look at is refused: all of it hidden, it would be of use to nobody. */
export function hideFacesWith(analysis: Analysis): (jpeg: Uint8Array) => Promise<Uint8Array> {
  let turn = 0;
  return async (jpeg) => {
    turn = (turn + 1) % mostAtOnce;
    const { find, finder } = findPeopleWith(analysis, `snapshot ${turn}`);
    const { face, body } = await finder();
    if (face === null && body === null) throw new KavachError('UNAVAILABLE', nothingFinds);
    const picture = Buffer.from(jpeg);
    const found = await find(picture);
    if (found === null)
      throw new KavachError('UNAVAILABLE', 'The picture could not be looked through for faces just now. Take it again.');
    return blurPicture({ find: async () => found }, picture);
  };
}

function nameOf(model: AnalysisModel): string | null {
  return model.kind === 'none' || model.kind === 'failing' ? null : model.name;
}
