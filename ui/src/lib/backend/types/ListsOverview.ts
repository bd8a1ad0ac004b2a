// by hand
import type { ListChange } from "./ListChange";
import type { ListSummary } from "./ListSummary";

export type ListsOverview = { lists: Array<ListSummary>, pack: number | null, own: number, gaveWay: Array<ListChange>, today: string, };
