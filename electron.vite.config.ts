import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** One build for every way to run: the station (with its workers) to out/main, the pages to out/renderer. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          'electron-main': 'src-main/electron-main.ts',
          'node-main': 'src-main/node-main.ts',
          backup: 'src-main/commands/backup.ts',
          service: 'src-main/commands/service.ts',
          'detection-worker': 'src-main/detection/worker.ts',
          'twin-worker': 'src-main/twin/worker.ts',
          'backup-worker': 'src-main/backups/worker.ts',
          'forecast-worker': 'src-main/forecast/forecast-worker.ts',
          'fog-worker': 'src-main/sensors/fog-worker.ts',
          'extract-worker': 'src-main/site/places/extract-worker.ts',
          'what-if-worker': 'src-main/composition/what-if-worker.ts',
          'timetable-worker': 'src-main/site/trains/import-worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load nothing: it is one CommonJS file with all that it needs inside.
      externalizeDeps: false,
      rollupOptions: { input: 'src-preload/index.ts', output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      // The pages hold the packages themselves, so an installer's list of licences can't find them in node_modules.
      license: { fileName: 'licenses.json' },
      rollupOptions: {
        input: {
          'control-room': 'src-renderer/control-room/index.html',
          'staff-phone': 'src-renderer/staff-phone/index.html',
          'service-worker': 'src-renderer/staff-phone/offline/service-worker.ts',
        },
        output: {
          // A service worker rules the folder that it lies in, and is looked for under the same name each time.
          entryFileNames: ({ name }) => (name === 'service-worker' ? 'phone/[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  },
});
