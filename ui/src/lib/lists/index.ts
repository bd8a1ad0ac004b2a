export { CodeLists, provideLists, subjectKey, useLists, type ListName } from './lists';
export { KIND_WORDS } from './kind-words';
export { callTitle } from './titles';
