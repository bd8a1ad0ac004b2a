export { provideSession, Session, useSession, type Place, type Right } from './session.svelte';
