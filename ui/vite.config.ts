import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/**
 * Comments of the Fluent files are for people; they need not travel in the script.
 */
function fluentWithoutComments() {
  return {
    name: 'nida-fluent-without-comments',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!id.includes('.ftl')) return null;
      return { code: code.replace(/^#.*\n/gm, '').replace(/\n{2,}/g, '\n'), map: null };
    },
  };
}

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  // Assets are asked for beside the page, whatever scheme the window serves it by.
  base: './',
  plugins: [fluentWithoutComments(), svelte()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'safari16.4',
    // The content security policy allows neither inline script nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { fs: { allow: ['..'] } },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
  },
}));
