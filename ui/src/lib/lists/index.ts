export { CodeLists, provideLists, subjectKey, useLists } from './lists';
export { callTitle } from './titles';
