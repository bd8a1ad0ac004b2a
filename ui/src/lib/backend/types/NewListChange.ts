// by hand
import type { ListRowEdit } from "./ListRowEdit";

export type NewListChange = { from: string, rows: Array<ListRowEdit>, };
