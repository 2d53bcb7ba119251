/**
 * The settings of the service: KAVACH_DATA, KAVACH_SITE and PORT as they were given to `install`, and whatever a person wrote there. In: the
 * text as it is, what was given now. Out: the text with that in place; nothing that a person wrote goes.
 */
import { parseEnv } from 'node:util';

export type ServiceSettings = Readonly<Partial<Record<'KAVACH_DATA' | 'KAVACH_SITE' | 'PORT', string>>>;

const head = `# Settings of the Kavach service, as README.md lists them; "systemctl restart kavach" puts them in force.
# For root alone: some are secrets.
`;

export function withSettings(text: string | null, given: ServiceSettings): string {
  let lines = (text ?? head).trimEnd();
  for (const [name, value] of Object.entries(given)) {
    if (parseEnv(lines)[name] === value) continue;
    const line = `${name}="${value}"`;
    const before = new RegExp(`^\\s*${name}\\s*=.*$`, 'm');
    lines = before.test(lines) ? lines.replace(before, () => line) : `${lines}\n${line}`;
  }
  return `${lines}\n`;
}

export function readSettings(text: string): Readonly<Record<string, string | undefined>> {
  return parseEnv(text);
}
