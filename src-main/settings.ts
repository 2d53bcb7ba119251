/**
 * The station's settings: command line over environment over `<data>/settings.env` over what an installer set over defaults. An empty
 * value counts as unset; a wrong one stops the start with its name, its value and what is allowed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { z } from 'zod';
import { type AreaBox, areaBoxSchema, isAreaBox } from '../src-contract/domain/place-import.ts';
import { KavachError } from './errors.ts';
import { logLevels } from './log.ts';
import { brokerAddressRule, readBrokerAddress } from './sources/sensors/broker-address.ts';

const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  )
  .pipe(z.array(z.string()));

/** An address with a host, of one of these protocols. */
function address(...protocols: readonly [string, string]) {
  const allowed = `${protocols.map((protocol) => `${protocol}//user:password@host`).join(' or ')}, with %25 for a % in the password`;
  return z.string().refine(
    (text) => {
      const url = URL.parse(text);
      return url !== null && url.hostname !== '' && protocols.includes(url.protocol) && isEncoded(url.username + url.password);
    },
    { message: allowed, abort: true },
  );
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Never echoed: some hold a password inside an address. */
export const secretSettings: ReadonlySet<string> = new Set([
  ...['SECRET_KEY', 'DATABASE_URL', 'KAVACH_RELAY_MQTT', 'KAFKA_SASL_PASSWORD'],
  ...['MQTT_BROKER', 'MQTT_PASSWORD', 'OPENWEATHER_API_KEY', 'GOOGLE_DIRECTIONS_KEY'],
]);

const broker = /^[A-Za-z0-9._-]+:\d{1,5}$|^\[[0-9A-Fa-f:]+\]:\d{1,5}$/;

const portOrOff = z.union(
  [z.literal('off'), z.coerce.number().int().min(0).max(65_535)],
  'a whole number from 0 (any free port) to 65535, or off',
);

/** Environment names with their meaning, limits and defaults. */
export const settingsSchema = z.object({
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'an address or a host name')
    .default('0.0.0.0'),
  PORT: z.coerce.number('a whole number from 0 to 65535').int().min(0).max(65_535).default(8000),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(logLevels))
    .optional()
    .describe('warn on a terminal, where the sign-in link must not scroll away; else info'),
  CORS_ORIGINS: list.default([]),
  SECRET_KEY: z
    .string()
    .min(32, 'at least 32 characters, e.g. from `openssl rand -base64 32`')
    .optional()
    .describe('What tokens are signed with; made and kept in the data folder unless set'),
  BODY_MODEL_PATH: z.string().optional().describe('A person model (.onnx) that every camera uses unless it names its own'),
  FACE_MODEL_PATH: z.string().optional().describe('A model (.onnx) that finds faces in pictures which programs send in'),
  CROWD_THRESHOLD: z.coerce
    .number('a whole number from 1 to 10000')
    .int()
    .min(1)
    .max(10_000)
    .default(10)
    .describe('The count at which a picture that a program sends in is a crowd'),
  MAX_FRAME_SIZE: z.coerce
    .number('a whole number of bytes from 1000 to 100000000')
    .int()
    .min(1000)
    .max(100_000_000)
    .default(10 * 1024 * 1024),
  MAX_CONCURRENT_CONNECTIONS: z.coerce.number('a whole number from 1 to 500').int().min(1).max(500).default(50),
  CONFIDENCE_THRESHOLD: z.coerce.number('a number from 0.01 to 0.99').min(0.01).max(0.99).optional(),
  KAVACH_SITE: z.string().optional(),
  KAVACH_DATA: z.string().optional(),
  KAVACH_HOSTS: list.default([]).describe('Further host names that the page is opened under'),
  KAVACH_MODELS_DIR: z.string().optional(),
  KAVACH_FFMPEG: z.string().optional(),
  KAVACH_DETECTION: z.enum(['on', 'off']).default('on'),
  KAVACH_DETECT_THREADS: z.coerce.number('a whole number from 1 to 64').int().min(1).max(64).optional(),
  KAVACH_ONLINE: z.enum(['on', 'off']).default('on').describe('Whether anything may be fetched from the internet'),
  OPENWEATHER_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{16,64}$/, 'the key of an OpenWeather account, 16 to 64 letters and digits')
    .optional()
    .describe('Weather from OpenWeather; from Open-Meteo without it'),
  KAVACH_OPENWEATHER_URL: address('https:', 'http:').default('https://api.openweathermap.org'),
  KAVACH_OPEN_METEO_URL: address('https:', 'http:').default('https://api.open-meteo.com'),
  KAVACH_MDNS: z.enum(['on', 'off']).default('on').describe('Whether the LAN is told where the station is'),
  KAVACH_TLS_CERT: z
    .string()
    .optional()
    .describe('A certificate by others, with its chain (PEM); the station makes its own without'),
  KAVACH_TLS_KEY: z.string().optional().describe('The key of that certificate (PEM)'),
  KAFKA_BOOTSTRAP_SERVERS: list
    .refine((words) => words.every((word) => broker.test(word)), 'host:port, several with commas between them')
    .default([])
    .describe('Kafka brokers that get readings, aggregates and predictions'),
  KAFKA_TLS: z.enum(['on', 'off']).default('off'),
  KAFKA_SASL_MECHANISM: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).default('SCRAM-SHA-512'),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  DATABASE_URL: address('postgres:', 'postgresql:')
    .refine((text) => /^\/[^/]+$/.test(new URL(text).pathname), 'postgres://user:password@host:5432/database')
    .optional()
    .describe('A PostgreSQL database that gets the same'),
  KAVACH_RELAY_MQTT: address('mqtt:', 'mqtts:')
    .refine(
      (text) => /^[A-Za-z0-9._~/-]*$/.test(new URL(text).pathname),
      'mqtt://user:password@host:1883/prefix, the prefix of letters and digits',
    )
    .optional()
    .describe('A central MQTT broker that gets the same, and the first words of its topics'),
  KAVACH_OUTBOX_EVENTS: z.coerce
    .number('a whole number from 1000 to 100000000')
    .int()
    .min(1000)
    .max(100_000_000)
    .default(1_000_000)
    .describe('Events kept for engines that are away; then the oldest go, and are counted'),
  MQTT_BROKER: z
    .string()
    .refine((text) => readBrokerAddress(text) !== null, brokerAddressRule)
    .optional()
    .describe("An outside broker; the station's own listens without it"),
  MQTT_PORT: portOrOff.optional().describe("The outside broker's port, or the own one's (1883)"),
  MQTT_TOPIC: z
    .string()
    .regex(/^[^#+$/\s][^#+\s]{0,99}?(\/#)?$/, 'a topic without wildcards but a last /#, e.g. kavach/sensors/#')
    .default('kavach/sensors/#'),
  MQTT_USERNAME: z.string().optional().describe("The station's name at the outside broker"),
  MQTT_PASSWORD: z.string().optional(),
  TCP_PORT: portOrOff.default(9000),
  KAVACH_SENSOR_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'an address of this machine; 0.0.0.0 for all')
    .default('127.0.0.1')
    .describe("Where the station's own broker and TCP listen for sensors"),
  KAVACH_MQTT_WS_PORT: z.coerce
    .number('a whole number from 0 to 65535')
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('MQTT over WebSocket; off unless set'),
  KAVACH_MQTT_CA: z.string().optional().describe("The authority of the outside broker's certificate (PEM)"),
  KAVACH_OVERPASS: z
    .union(
      [z.literal('off').transform((): string[] => []), list.pipe(z.array(z.url({ protocol: /^https?$/ })).min(1))],
      'http:// or https:// addresses with commas between them, or off',
    )
    .default(['https://overpass-api.de/api/interpreter', 'https://overpass.private.coffee/api/interpreter'])
    .describe('Servers that the map of places is asked from, the first choice first'),
  KAVACH_PLACES_AREA: list
    .refine((words) => isAreaBox(words.map(Number)), 'west,south,east,north in degrees, e.g. 72.83,19.00,72.86,19.03')
    .transform((words): AreaBox => areaBoxSchema.parse(words.map(Number)))
    .optional()
    .describe('The area that is kept fresh; that of the last import without it'),
  GOOGLE_DIRECTIONS_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'the key as Google shows it, without blanks')
    .optional()
    .describe("For ways on foot beyond the own network, from Google's Routes API; nothing is asked of Google without it"),
  KAVACH_GOOGLE_ROUTES_URL: address('https:', 'http:')
    .default('https://routes.googleapis.com')
    .describe('Where that API is reached'),
  FOG_MODEL_PATH: z.string().optional().describe("A fog model (.onnx) in the rule's place"),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Settings of which one is of no use without the other: a certificate and its key, a name and its password. */
const pairs = [
  ['KAVACH_TLS_CERT', 'KAVACH_TLS_KEY', 'a PEM file for KAVACH_TLS_CERT and one for KAVACH_TLS_KEY, or neither'],
  ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD', 'both KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD, or neither'],
] as const;

const checkedSettings = settingsSchema.superRefine((settings, context) => {
  for (const [one, other, message] of pairs) {
    if (settings[one] === undefined && settings[other] !== undefined) context.addIssue({ code: 'custom', path: [one], message });
    if (settings[other] === undefined && settings[one] !== undefined)
      context.addIssue({ code: 'custom', path: [other], message });
  }
});

export interface StartOptions {
  readonly settings: Settings;
  /** Absolute. */
  readonly dataFolder: string;
  /** Absolute path of the site file; null = the demo site. */
  readonly siteFile: string | null;
  readonly headless: boolean;
  /** A backup to go back to where the store is a newer version's: said by the shell alone, after an update that was taken back. */
  readonly returnTo: string | null;
}

export const usage = `Usage: npm start -- [options]
  --headless      no desktop window, even where one could be opened
  --site SITE     a site file (YAML), or a site that ships: mumbai, ujjain, or new, which is empty; without it the installed station, in a checkout the Mumbai demo
  --data DIR      where the station keeps its data
  --port N        the port of the page and the LAN interface (8000; 0 = any free one)
  --host ADDRESS  the address to listen on (0.0.0.0, all; other machines get TLS alone)
  --help          this text`;

/** What a site is called, and where its file lies. */
export interface Sites {
  /** Absolute path of the file that a setting means; null for the demo site. */
  file(named: string): string | null;
  /** The name of a site file's station, which names the data folder when nobody else does. */
  id(siteFile: string): string;
  /** Settings that came with the installer of this station; none in a checkout. */
  readonly installed: Readonly<Record<string, string>>;
}

/** Throws KavachError SETTING_INVALID. */
export function readStartOptions(args: readonly string[], environment: NodeJS.ProcessEnv, sites: Sites): StartOptions | 'help' {
  const flags = readFlags(args);
  if (flags.help === true) return 'help';
  const fromFlags = nonEmpty({ PORT: flags.port, HOST: flags.host, KAVACH_SITE: flags.site, KAVACH_DATA: flags.data });
  const given = { ...nonEmpty(environment), ...fromFlags };
  const { installed } = sites;
  const named = given['KAVACH_SITE'] ?? installed['KAVACH_SITE'];
  const dataFolder = resolve(given['KAVACH_DATA'] ?? defaultDataFolder(named, environment, sites));
  const settings = parseSettings({ ...installed, ...readSettingsFile(join(dataFolder, 'settings.env')), ...given });
  return {
    settings,
    dataFolder,
    siteFile: settings.KAVACH_SITE === undefined ? null : sites.file(settings.KAVACH_SITE),
    headless: flags.headless === true,
    returnTo: flags['return-to'] ?? null,
  };
}

/** Where a station keeps its data when nobody said where: one folder a site, in the user's own data folder. */
function defaultDataFolder(named: string | undefined, environment: NodeJS.ProcessEnv, sites: Sites): string {
  const siteFile = named === undefined ? null : sites.file(named);
  const base = environment['XDG_DATA_HOME'] || environment['LOCALAPPDATA'] || join(homedir(), '.local', 'share');
  return join(base, 'kavach', siteFile === null ? 'demo' : sites.id(siteFile));
}

function readFlags(args: readonly string[]) {
  try {
    const string = { type: 'string' } as const;
    const boolean = { type: 'boolean' } as const;
    const options = {
      headless: boolean,
      help: boolean,
      site: string,
      data: string,
      port: string,
      host: string,
      'return-to': string,
    };
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new KavachError('SETTING_INVALID', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function readSettingsFile(path: string): Record<string, string> {
  return existsSync(path) ? nonEmpty(parseEnv(readFileSync(path, 'utf8'))) : {};
}

function nonEmpty(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => (entry[1] ?? '').trim() !== ''));
}

function parseSettings(values: Record<string, string>): Settings {
  const parsed = checkedSettings.safeParse(values);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name} is ${secretSettings.has(name) ? 'set to something else' : `"${values[name] ?? ''}"`}; allowed: ${issue.message}`;
  });
  throw new KavachError(
    'SETTING_INVALID',
    `a setting is wrong; correct it and start again:\n${lines.join('\n')}`,
    parsed.error.issues,
  );
}
