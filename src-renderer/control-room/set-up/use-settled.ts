/** What somebody types, once the hand rests: so that not every letter is a question to the station. */
import { useEffect, useState } from 'react';

const restMs = 400;

export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
