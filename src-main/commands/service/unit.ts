/**
 * The systemd unit of the headless station. In: where the station and its data lie, whose it is. Out: the unit's text. Which station and
 * which port stand in the environment file, where a person may add any other setting.
 */
import { KavachError } from '../../errors.ts';

export interface UnitOptions {
  /** Absolute paths. */
  readonly node: string;
  readonly main: string;
  readonly dataFolder: string;
  /** Null for one that ships. */
  readonly siteFile: string | null;
  readonly environmentFile: string;
  readonly user: string;
  /** What the station has to stop in by itself. */
  readonly stopLimitMs: number;
  /** Ports below 1024 need a right of their own. */
  readonly port: number;
  /** Of `systemctl --version`: an older one knows no growing delays. */
  readonly systemdVersion: number;
}

export const unitName = 'kavach.service';

const plainPath = /^\/[\p{L}\p{N} ./_@+,=:-]*$/u;
const growingDelaysSince = 254;

/** Throws as `requirePlain` does. */
export function unitText(options: UnitOptions): string {
  const { node, main, dataFolder, siteFile, environmentFile, user, stopLimitMs, port, systemdVersion } = options;
  const paths = [node, main, dataFolder, ...(siteFile === null ? [] : [siteFile])];
  for (const path of [...paths, environmentFile]) requirePlain(path);
  const bind = port > 0 && port < 1024 ? 'CAP_NET_BIND_SERVICE' : '';
  return `# Written by "npm run service -- install" and anew by each next one: changes of your own go into "systemctl edit kavach".
[Unit]
Description=Kavach, the crowd-safety control room of a station
Wants=network-online.target
After=network-online.target
# A control room is never given up.
StartLimitIntervalSec=0

[Service]
Type=exec
User=${user}
EnvironmentFile=${environmentFile}
ExecStart="${node}" "${main}" --headless
# The welcome holds a link that signs in: it is nobody's business. The log goes to the journal, and to ${dataFolder}/logs.
StandardOutput=null
StandardError=journal
SyslogIdentifier=kavach

Restart=always
RestartSec=2
${systemdVersion >= growingDelaysSince ? 'RestartSteps=6\nRestartMaxDelaySec=60\n' : ''}TimeoutStopSec=${Math.ceil(stopLimitMs / 1000) * 2}
# The station ends its own children; what outlives it is ended after it. One that runs out of memory takes no other along.
KillMode=mixed
OOMPolicy=continue
UMask=0077

NoNewPrivileges=yes
CapabilityBoundingSet=${bind}
AmbientCapabilities=${bind}
ProtectSystem=strict
# In /tmp lies the lock that keeps a second station off this data, so /tmp is the machine's own.
ReadWritePaths="${dataFolder}" /tmp
PrivateTmp=no
ProtectHome=${paths.some(isAtHome) ? 'read-only' : 'yes'}
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
`;
}

const isAtHome = (path: string): boolean => /^\/(home|root|run\/user)\//.test(path);

/** Throws KavachError SETTING_INVALID for a path that systemd would read as something else. */
function requirePlain(path: string): void {
  if (plainPath.test(path)) return;
  throw new KavachError(
    'SETTING_INVALID',
    `${JSON.stringify(path)} can't stand in a systemd unit: choose an absolute path of letters, digits, blanks and . / _ @ + , = : -`,
  );
}

/** The data folder of a unit that was written before; null where it can't be told. */
export function dataFolderOf(unit: string): string | null {
  return /^ReadWritePaths="([^"]+)"/m.exec(unit)?.[1] ?? null;
}

export function userOf(unit: string): string | null {
  return /^User=(\S+)$/m.exec(unit)?.[1] ?? null;
}
