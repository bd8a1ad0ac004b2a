export { provideSession, Session, useSession, type Right } from './session.svelte';
