import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

/** Only `lib/backend` may know the shell; features stand beside each other and never in each other. */
const shellOnlyInBackend = {
  group: ['@tauri-apps/*'],
  message: 'Only src/lib/backend talks to the shell.',
};
const features = ['start', 'signin', 'desk', 'shift', 'settings'];

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/backend/types/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-imports': ['error', { patterns: [shellOnlyInBackend] }],
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'indexedDB'],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    // The compiler's own check of unknown names is stricter and knows the runes.
    rules: { 'no-undef': 'off' },
  },
  {
    // Marks and control characters by their code points are what this file is about.
    files: ['src/lib/arabic/fold.ts'],
    rules: { 'no-misleading-character-class': 'off', 'no-control-regex': 'off' },
  },
  { files: ['src/lib/backend/tauri.ts'], rules: { 'no-restricted-imports': 'off' } },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            shellOnlyInBackend,
            {
              group: features.filter((other) => other !== feature).map((other) => `**/features/${other}/**`),
              message: 'Features do not import one another.',
            },
          ],
        },
      ],
    },
  })),
  { files: ['*.config.*', 'tests/**'], languageOptions: { globals: { ...globals.node } } },
);
