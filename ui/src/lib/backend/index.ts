// What the rest of the screen may know of the backend: the seam and the types that cross it.
// The types are generated from the structs in Rust; they are re-exported here by name.

export { provideBackend, useBackend, type Backend } from './backend';
export type { AddedPerson } from './types/AddedPerson';
export type { AppState } from './types/AppState';
export type { CallComment } from './types/CallComment';
export type { CallForm } from './types/CallForm';
export type { CallPage } from './types/CallPage';
export type { CallRow } from './types/CallRow';
export type { CallType } from './types/CallType';
export type { CallView } from './types/CallView';
export type { CaseRule } from './types/CaseRule';
export type { Coded } from './types/Coded';
export type { ConnectCentre } from './types/ConnectCentre';
export type { Digits } from './types/Digits';
export type { Draft } from './types/Draft';
export type { ErrorCode } from './types/ErrorCode';
export type { ErrorDto } from './types/ErrorDto';
export type { FirstStart } from './types/FirstStart';
export type { FirstStarted } from './types/FirstStarted';
export type { FoundCalls } from './types/FoundCalls';
export type { FoundCase } from './types/FoundCase';
export type { FoundCases } from './types/FoundCases';
export type { FoundPerson } from './types/FoundPerson';
export type { FoundPersons } from './types/FoundPersons';
export type { HeldEntry } from './types/HeldEntry';
export type { Kept } from './types/Kept';
export type { KeyBindings } from './types/KeyBindings';
export type { KeyChord } from './types/KeyChord';
export type { LinkState } from './types/LinkState';
export type { LinkStatus } from './types/LinkStatus';
export type { Lists } from './types/Lists';
export type { LocaleCode } from './types/LocaleCode';
export type { Logged } from './types/Logged';
export type { NewComment } from './types/NewComment';
export type { NewLogin } from './types/NewLogin';
export type { NewPerson } from './types/NewPerson';
export type { NewSecret } from './types/NewSecret';
export type { OpenStore } from './types/OpenStore';
export type { OwnLog } from './types/OwnLog';
export type { Person } from './types/Person';
export type { Phase } from './types/Phase';
export type { Preferences } from './types/Preferences';
export type { Rule } from './types/Rule';
export type { SaveAs } from './types/SaveAs';
<<<<<<< HEAD
export type { SeenComments } from './types/SeenComments';
=======
export type { SearchAnswer } from './types/SearchAnswer';
export type { SearchIn } from './types/SearchIn';
export type { SearchOn } from './types/SearchOn';
export type { SearchQuery } from './types/SearchQuery';
>>>>>>> faad8ca (app: Search as you type)
export type { Shift } from './types/Shift';
export type { ShiftLog } from './types/ShiftLog';
export type { ShiftQuery } from './types/ShiftQuery';
export type { SignIn } from './types/SignIn';
export type { SignedIn } from './types/SignedIn';
export type { SubCategory } from './types/SubCategory';
export type { TypeCount } from './types/TypeCount';
