// Who may import whom (ARCHITECTURE.md, "Layers"). tools/check-layers.mjs runs it and makes sure that it saw the tree.
const stages = [
  'sources',
  'detection',
  'tracking',
  'crowd',
  'risk',
  'alarms',
  'twin',
  'forecast',
  'sensors',
  'site',
  'community',
  'store',
  'server',
  'relay',
  'replay',
  'evidence',
  'backups',
  'diagnostics',
];
const pure = ['tracking', 'crowd', 'risk', 'alarms'];
const common = '^src-main/(clock|log|errors|thread-priority)\\.ts$';

const stageRules = stages.map((stage) => ({
  name: `stage-${stage}-stands-alone`,
  comment:
    'Stages never call each other, and share no types but those of the contract: what one needs of another is passed in by kavach.ts.',
  severity: 'error',
  from: { path: `^src-main/${stage}/` },
  to: {
    path: '^src-main/',
    pathNot: [`^src-main/${stage}/`, common, ...(stage === 'sources' ? ['^src-main/twin/'] : [])],
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-alone',
      severity: 'error',
      from: { path: '^src-contract/' },
      to: { pathNot: ['^src-contract/', '(^|/)node_modules/zod/'] },
    },
    ...stageRules,
    {
      name: 'pure-stages-do-no-io',
      severity: 'error',
      from: { path: `^src-main/(${pure.join('|')})/|^src-main/twin/simulation/` },
      to: { path: common },
    },
    {
      name: 'pure-stages-import-no-library',
      severity: 'error',
      from: { path: `^src-main/(${pure.join('|')})/|^src-main/twin/simulation/` },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'] },
    },
    {
      name: 'only-the-desktop-knows-electron',
      severity: 'error',
      from: { pathNot: '^src-main/(desktop/|electron-main\\.ts)|^src-preload/' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'nobody-composes-but-kavach',
      severity: 'error',
      from: {
        path: '^src-main/',
        pathNot: '^src-main/(kavach|pipeline|run-station|node-main|electron-main|commands/|desktop/|composition/)',
      },
      to: { path: '^src-main/(kavach|pipeline|node-main|composition/)' },
    },
    {
      name: 'pages-know-only-the-contract',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-(main|preload)/' },
    },
    {
      name: 'pages-dont-know-each-other',
      severity: 'error',
      from: { path: '^src-renderer/control-room/' },
      to: { path: '^src-renderer/staff-phone/' },
    },
    {
      name: 'pages-dont-know-each-other-back',
      severity: 'error',
      from: { path: '^src-renderer/staff-phone/' },
      to: { path: '^src-renderer/control-room/' },
    },
    {
      name: 'client-and-ui-know-no-page',
      severity: 'error',
      from: { path: '^src-renderer/(client|ui)/' },
      to: { path: '^src-renderer/(control-room|staff-phone)/' },
    },
    {
      name: 'ui-has-no-data-access',
      severity: 'error',
      from: { path: '^src-renderer/ui/' },
      to: { path: '^src-renderer/client/' },
    },
    {
      name: 'preload-exposes-the-contract',
      severity: 'error',
      from: { path: '^src-preload/' },
      to: { pathNot: ['^src-contract/', '^src-preload/', 'electron'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'default'],
      mainFields: ['module', 'main'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
