export { CodeLists, provideLists, subjectKey, useLists, type Choosable, type ListName } from './lists.svelte';
export { KIND_WORDS } from './kind-words';
export { callTitle } from './titles';
export { answered, failures, formOf, formsInUse, scoreText, type Answered } from './quality';
