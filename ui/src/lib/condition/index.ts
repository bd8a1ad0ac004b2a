export { ConditionState } from './condition.svelte';
export { AREAS, FINDINGS, LEVELS } from './words';
