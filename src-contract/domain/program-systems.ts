/** The systems and processors that installers are made for, as Node calls them. */
export const systems = ['linux', 'win32', 'darwin'] as const;
export type System = (typeof systems)[number];
export const processors = ['x64', 'arm64'] as const;
export type Processor = (typeof processors)[number];
