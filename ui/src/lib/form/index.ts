export { Faults, focusField } from './faults.svelte';
