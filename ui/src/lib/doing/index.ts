export { Doing } from './doing.svelte';
export { FollowUpDoing, type FollowUpAct, type FollowUpForm, type FollowUpWork } from './follow-ups.svelte';
