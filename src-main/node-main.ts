/**
 * The station without Electron: reads the settings, starts Kavach, prints the one-time sign-in link, stops cleanly on a signal.
 * The Node version is checked before anything native is loaded, because an older one crashes there.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Kavach needs Node 22.18 or newer and this is ${process.version}. "npm start" runs it under the right one.\n`,
  );
  process.exit(1);
}
const { runStation } = await import('./run-station.ts');
await runStation(process.argv.slice(2), process.env);

export {};
