/** Takes the focus when it appears: for what replaces a form whose button had it, so that it isn't lost. The element needs `tabIndex={-1}`. */
import { type RefObject, useEffect, useRef } from 'react';

export function useFocusOnMount(): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
