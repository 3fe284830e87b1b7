import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy, SECURITY_HEADERS } from './scripts/build/contentSecurityPolicy.mjs';

export default defineConfig({
  // Relative addresses: the built page works from any folder of any host.
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  build: {
    outDir: 'dist',
    // The policy allows fonts and workers from files only, never from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  preview: { headers: SECURITY_HEADERS },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['scripts/test/fixedSeed.ts'],
    // Vitest would leave one processor idle, which is half of a small machine.
    maxWorkers: '100%',
    // How long a machine takes says nothing about what it computes.
    testTimeout: 240_000,
  },
});
