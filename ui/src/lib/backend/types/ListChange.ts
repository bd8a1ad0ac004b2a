// by hand
import type { ListChangeRow } from "./ListChangeRow";
import type { ListChangeState } from "./ListChangeState";

export type ListChange = { id: string, at: number, byAr: string, byEn: string, from: string, state: ListChangeState, rows: Array<ListChangeRow>, };
