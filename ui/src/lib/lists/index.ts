export { CodeLists, provideLists, subjectKey, useLists, type ListName } from './lists';
export { callTitle } from './titles';
