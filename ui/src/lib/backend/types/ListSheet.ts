// by hand
import type { ListField } from "./ListField";
import type { ListRow } from "./ListRow";

export type ListSheet = { list: string, coded: boolean, canGrow: boolean, canRetire: boolean, canGo: boolean, fields: Array<ListField>, rows: Array<ListRow>, };
