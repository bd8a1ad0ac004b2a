// by hand
import type { ListOption } from "./ListOption";
import type { ListValue } from "./ListValue";

export type ListRow = { key: string, code: string, active: boolean, values: Array<ListValue>, options: Array<ListOption>, stays: boolean, fixed: Array<string>, changed: boolean, coming: string | null, };
