export { ExportState, FORMATS, LANGUAGES, provideExports, useExports } from './exports.svelte';
export { FORMAT_WORDS, LANGUAGE_WORDS } from './words';
