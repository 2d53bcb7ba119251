/** What a person of the twin wears: drawn by lot from their own seed, so that they look the same in every picture. */
import { createRandom, randomAround, randomBetween, randomOf } from '../simulation/random.ts';
import { type Colour, colourOf } from './picture.ts';

export interface FigureLook {
  readonly heightM: number;
  /** Breadth of the body, 1 = average. */
  readonly build: number;
  readonly dress: 'trousers' | 'kurta';
  readonly upper: Colour;
  readonly lower: Colour;
  readonly skin: Colour;
  readonly hair: Colour;
  readonly shoes: Colour;
  readonly longSleeves: boolean;
  readonly longHair: boolean;
  /** A backpack; null for none. */
  readonly bag: Colour | null;
}

const uppers = [
  0xe8e8e6, 0xd9dde2, 0xb9cbe0, 0x6f8fb8, 0x2f4a78, 0x8a2430, 0xb5432f, 0xc9963a, 0x3d6b4a, 0x27504f, 0x5a3a6a, 0x2b2b30,
  0x7a7f85, 0xd8b7a8, 0xe3d9b0, 0x3c7fa5,
].map(colourOf);
const trousers = [0x23252b, 0x2c3550, 0x39445c, 0x4a4238, 0x5f5a50, 0x1c1c1e, 0x6d6f73, 0x3f4a3f].map(colourOf);
const tunics = [0x9c1f3d, 0xc75b1e, 0x1f6f5c, 0x6a2a7a, 0xd0a026, 0x1d4f91, 0xb83a6b, 0x2f7d3a].map(colourOf);
const salwars = [0xe6dfd0, 0xd8cfe0, 0x3a2c4a, 0x22303f, 0x7a2f3f, 0x4f5a3a].map(colourOf);
const skins = [0x8d5b3e, 0xa06a48, 0x74482f, 0xb57f5a, 0x5e3a26].map(colourOf);
const hairs = [0x14110f, 0x1d1714, 0x2a211c, 0x5c5955].map(colourOf);
const shoes = [0x17151a, 0x3a2a20, 0x55504c, 0xcfcfcf].map(colourOf);
const bags = [0x1d1f26, 0x3a4a6b, 0x6b2a2a, 0x2f4f3a, 0x77663f].map(colourOf);

export function lookOf(seed: number): FigureLook {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995);
  const dress = randomOf(random, ['trousers', 'trousers', 'kurta'] as const);
  return {
    heightM: randomAround(random, dress === 'trousers' ? 1.69 : 1.58, 0.05),
    build: randomBetween(random, 0.95, 1.15),
    dress,
    upper: randomOf(random, dress === 'trousers' ? uppers : tunics),
    lower: randomOf(random, dress === 'trousers' ? trousers : salwars),
    skin: randomOf(random, skins),
    hair: randomOf(random, hairs),
    shoes: randomOf(random, shoes),
    longSleeves: random() < 0.35,
    longHair: dress !== 'trousers',
    bag: dress === 'trousers' && random() < 0.3 ? randomOf(random, bags) : null,
  };
}
