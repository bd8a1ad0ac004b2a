// Language of the screen. See `i18n.svelte.ts`.

export { I18n, provideI18n, useI18n, type MessageArgs, type MessageId } from './i18n.svelte';
