export { CodeLists, provideLists, subjectKey, useLists } from './lists';
