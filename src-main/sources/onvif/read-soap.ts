/**
 * A device's XML → its elements by their local names. Devices are strangers: what is too long, too deep or declares a document type (and so
 * entities of its own) is refused, and nothing outside the text is ever read.
 */
import { SaxesParser } from 'saxes';

export interface Element {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export const mostXmlChars = 256 * 1024;
const deepest = 40;
const mostElements = 5000;

/** The root; null when it is no XML that we read. */
export function readSoap(xml: string): Element | null {
  if (xml.length > mostXmlChars || /<!DOCTYPE/i.test(xml)) return null;
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let count = 0;
  let broken = false;
  const parser = new SaxesParser();
  parser.on('error', () => {
    broken = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (open.length > deepest || count > mostElements) broken = true;
    const element: Element = { name: localName(name), attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return broken ? null : root;
}

/** All of that name below, in the document's order. */
export function elementsOf(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : elementsOf(child, name)));
}

/** The first one's text, trimmed and of a length that can be shown; empty when there is none. */
export function textOf(element: Element, name: string): string {
  return (elementsOf(element, name)[0]?.text ?? '').trim().slice(0, 500);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
