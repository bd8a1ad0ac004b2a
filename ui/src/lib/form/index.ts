export { Faults, bringClear, focusField } from './faults.svelte';
export { newSecretFaults, personFaults, secretFault, type PersonValues } from './person';
export { groupsOf, isGroup } from './code-group';
