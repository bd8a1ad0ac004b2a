// by hand
import type { ListChange } from "./ListChange";

export type ListChanges = { changes: Array<ListChange>, next: string | null, };
