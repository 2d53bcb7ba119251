/** Where this phone is, for a call for help or a way. The browser asks its owner once; without an answer, the place is chosen by hand. */
import { useEffect, useState } from 'react';

export type Position =
  | { readonly kind: 'searching' }
  /** [longitude, latitude], degrees. */
  | { readonly kind: 'known'; readonly at: [number, number] }
  | { readonly kind: 'unknown' };

/** A phone under a station's roof is seldom nearer than this, and a place a hundred metres off sends help to the wrong platform. */
const mostErrorM = 60;
const options: PositionOptions = { enableHighAccuracy: true, maximumAge: 15_000, timeout: 20_000 };

/** `isWanted`: asked for only then. */
export function usePosition(isWanted = true): Position {
  const [position, setPosition] = useState<Position>({ kind: 'searching' });
  useEffect(() => {
    if (!isWanted) return;
    if (!('geolocation' in navigator)) {
      setPosition({ kind: 'unknown' });
      return;
    }
    const id = navigator.geolocation.watchPosition(
      ({ coords }) =>
        setPosition(
          coords.accuracy <= mostErrorM ? { kind: 'known', at: [coords.longitude, coords.latitude] } : { kind: 'unknown' },
        ),
      () => setPosition({ kind: 'unknown' }),
      options,
    );
    return () => navigator.geolocation.clearWatch(id);
  }, [isWanted]);
  return position;
}
